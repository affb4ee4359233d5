"""How a form is taken in while it is read: part by part, block by block."""

from contextlib import closing

from shrutik_http.call import Intake
from shrutik_http.edge.body import FalconBody
from shrutik_http.messages import Message


def take_in(intake: Intake, body: FalconBody) -> Message:
    """What the intake answers to the form.

    Raises:
        Invalid: ``form_malformed``, and what the intake raises.
    """
    with closing(intake):
        for part in body.parts():
            intake.part(part.name)
            for block in part.blocks():
                intake.write(block)
        return intake.finish()

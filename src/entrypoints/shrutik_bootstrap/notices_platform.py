"""The use cases about notices to people."""

from dependency_injector import providers

from shrutik_bootstrap.admin_platform import AdminPlatform
from shrutik_bootstrap.holders_platform import HoldersPlatform
from shrutik_core.ports.link_signer import LinkSigner
from shrutik_core.use_cases.notices.choose_notices import ChooseNotices
from shrutik_core.use_cases.notices.read_notices import ReadNotices


class NoticesPlatform(HoldersPlatform):
    """What people are told, and what they chose about it; the part of `ApiPlatform` that is about notices."""

    sends_letters: providers.Provider[bool] = providers.Object(False)  # noqa: FBT003 - without mail, unless it is set up
    links: providers.Provider[LinkSigner] = providers.Dependency()
    read_notices: providers.Provider[ReadNotices] = providers.Factory(
        ReadNotices, AdminPlatform.units_of_work, AdminPlatform.clock
    )
    choose_notices: providers.Provider[ChooseNotices] = providers.Factory(
        ChooseNotices, AdminPlatform.units_of_work, AdminPlatform.clock, links, sends_letters
    )

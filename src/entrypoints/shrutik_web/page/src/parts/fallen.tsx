/** When a screen breaks, the frame stays and says so; the next address begins anew. */
import { Component, type ReactNode } from "react";
import { useWords } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Note } from "./note.tsx";
import { Sheet } from "./sheet.tsx";

type Given = { /** The address of the screen. */ at: string; children: ReactNode };

export class Fallen extends Component<Given, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidUpdate(before: Given): void {
    if (this.state.broken && before.at !== this.props.at) this.setState({ broken: false });
  }

  override render(): ReactNode {
    return this.state.broken ? <Apology /> : this.props.children;
  }
}

function Apology() {
  const { t } = useWords();
  return (
    <Sheet title={t("parts.broken")}>
      <Note kind="error" action={<Button onClick={() => { globalThis.location.reload(); }}>{t("parts.reload")}</Button>}>
        <p>{t("problem.unexpected")}</p>
      </Note>
    </Sheet>
  );
}

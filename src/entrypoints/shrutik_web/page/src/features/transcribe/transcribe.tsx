/** The transcribe screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Transcribe() {
  return <Sheet title="Transcribe">{null}</Sheet>;
}

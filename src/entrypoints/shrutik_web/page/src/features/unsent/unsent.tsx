/** The unsent screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Unsent() {
  return <Sheet title="Unsent">{null}</Sheet>;
}

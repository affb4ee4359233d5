/** The releases screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Releases() {
  return <Sheet title="Releases">{null}</Sheet>;
}

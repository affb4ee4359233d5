/** The mine screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Mine() {
  return <Sheet title="Mine">{null}</Sheet>;
}

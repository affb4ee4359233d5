/** The admin screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Admin() {
  return <Sheet title="Admin">{null}</Sheet>;
}

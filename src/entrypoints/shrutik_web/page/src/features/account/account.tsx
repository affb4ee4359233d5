/** The account screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Account() {
  return <Sheet title="Account">{null}</Sheet>;
}

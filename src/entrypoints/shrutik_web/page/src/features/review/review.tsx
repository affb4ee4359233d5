/** The review screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Review() {
  return <Sheet title="Review">{null}</Sheet>;
}

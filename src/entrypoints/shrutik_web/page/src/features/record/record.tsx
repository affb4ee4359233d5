/** The record screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Record() {
  return <Sheet title="Record">{null}</Sheet>;
}

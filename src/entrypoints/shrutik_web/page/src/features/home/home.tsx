/** The home screen. */
import { Sheet } from "../../parts/sheet.tsx";

export default function Home() {
  return <Sheet title="Home">{null}</Sheet>;
}

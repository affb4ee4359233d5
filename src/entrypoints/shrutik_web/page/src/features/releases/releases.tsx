/** Datasets: what there is, what is in each, how it is loaded, and a new one. */
import { Route, Routes } from "react-router";
import { AskForRelease } from "./ask.tsx";
import { ReleaseList } from "./list.tsx";
import { OneRelease } from "./one.tsx";

export default function Releases() {
  return (
    <Routes>
      <Route index element={<ReleaseList />} />
      <Route path="new" element={<AskForRelease />} />
      <Route path=":id" element={<OneRelease />} />
    </Routes>
  );
}

/** One table of routes; each screen is loaded when it is first opened. */
import { lazy, type ComponentType } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { bringWords } from "./words/words.ts";

const Home = screen(["home"], () => import("./features/home/home.tsx"));
const Record = screen(["record", "player"], () => import("./features/record/record.tsx"));
const Transcribe = screen(["transcribe", "player"], () => import("./features/transcribe/transcribe.tsx"));
const Review = screen(["review", "player"], () => import("./features/review/review.tsx"));
const Mine = screen(["mine", "player"], () => import("./features/mine/mine.tsx"));
const Unsent = screen(["unsent"], () => import("./features/unsent/unsent.tsx"));
const Releases = screen(["releases"], () => import("./features/releases/releases.tsx"));
const Account = screen(["account"], () => import("./features/account/account.tsx"));
const NotFound = screen(["home"], () => import("./features/home/not-found.tsx"));

/** A screen with the words it says; both come when it is first opened. */
function screen(sections: readonly string[], load: () => Promise<{ default: ComponentType }>) {
  return lazy(() => Promise.all([load(), bringWords(sections)]).then(([module]) => module));
}

export function PageRoutes() {
  return (
    <Routes>
      <Route path="/" element={<Home />} />
      <Route path="/record/:collection?" element={<Record />} />
      <Route path="/transcribe/:collection?" element={<Transcribe />} />
      <Route path="/review" element={<Review />} />
      <Route path="/mine/*" element={<Mine />} />
      <Route path="/unsent" element={<Unsent />} />
      <Route path="/releases/*" element={<Releases />} />
      <Route path="/account/*" element={<Account />} />
      <Route path="/join" element={<FromCard />} />
      <Route path="/verify-email" element={<FromLetter to="/account/verify-email" />} />
      <Route path="/reset-password" element={<FromLetter to="/account/reset-password" />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

/** A card leads here, its code behind the # so that no server's log has it. */
function FromCard() {
  const { hash } = useLocation();
  return <Navigate to={`/account/join?code=${encodeURIComponent(hash.slice(1))}`} replace />;
}

/** Letters lead to an address of their own; what proves them stays behind the #. */
function FromLetter({ to }: { to: string }) {
  const { hash } = useLocation();
  return <Navigate to={`${to}${hash}`} replace />;
}

/** One table of routes; each screen is loaded when it is first opened. */
import { lazy, type ComponentType } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { SCREENS, type ScreenName } from "./screens.ts";
import { bringWords } from "./words/words.ts";

/** A screen with the words it says; both come when it is first opened. */
function screen(name: ScreenName) {
  const { load, words } = SCREENS[name];
  return lazy<ComponentType>(() => Promise.all([load(), bringWords(words)]).then(([module]) => module));
}

const Home = screen("");
const Record = screen("record");
const Transcribe = screen("transcribe");
const Review = screen("review");
const Mine = screen("mine");
const Unsent = screen("unsent");
const Releases = screen("releases");
const Account = screen("account");
const Admin = screen("admin");
const NotFound = screen("not-found");

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
      <Route path="/admin/*" element={<Admin />} />
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

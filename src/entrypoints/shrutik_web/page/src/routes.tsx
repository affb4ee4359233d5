/** One table of routes; each screen is loaded when it is first opened. */
import { lazy } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";

const Home = lazy(() => import("./features/home/home.tsx"));
const Record = lazy(() => import("./features/record/record.tsx"));
const Transcribe = lazy(() => import("./features/transcribe/transcribe.tsx"));
const Review = lazy(() => import("./features/review/review.tsx"));
const Mine = lazy(() => import("./features/mine/mine.tsx"));
const Unsent = lazy(() => import("./features/unsent/unsent.tsx"));
const Releases = lazy(() => import("./features/releases/releases.tsx"));
const Account = lazy(() => import("./features/account/account.tsx"));
const Admin = lazy(() => import("./features/admin/admin.tsx"));
const NotFound = lazy(() => import("./features/home/not-found.tsx"));

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

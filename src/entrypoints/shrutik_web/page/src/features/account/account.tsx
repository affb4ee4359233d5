/** The ways of an account: in by log-in, registration, code or letter; within, what a person may change. */
import { lazy } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { useLoggedIn } from "../../api/session.ts";
import { Arrived } from "./arrived.tsx";
import { Join } from "./join.tsx";
import { Forgot, Reset, Verify } from "./letters.tsx";
import { LogIn } from "./log-in.tsx";
import { Register } from "./register.tsx";
import { Unsubscribe } from "./unsubscribe.tsx";

const Settings = lazy(() => import("./settings.tsx"));

export default function Account() {
  return (
    <Routes>
      <Route path="log-in" element={<LogIn />} />
      <Route path="register" element={<Register />} />
      <Route path="join" element={<Join />} />
      <Route path="forgot" element={<Forgot />} />
      <Route path="reset-password" element={<Reset />} />
      <Route path="verify-email" element={<Verify />} />
      <Route path="unsubscribe" element={<Unsubscribe />} />
      <Route path="arrived" element={<Arrived />} />
      <Route path="*" element={<Inside />} />
    </Routes>
  );
}

function Inside() {
  const loggedIn = useLoggedIn();
  const { pathname } = useLocation();
  const back = pathname === "/account" ? "" : `?to=${encodeURIComponent(pathname)}`;
  return loggedIn ? <Settings /> : <Navigate to={`/account/log-in${back}`} replace />;
}

/** The page begins here. */
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { showTheme } from "./parts/theme.ts";
import { registerWorker } from "./register-worker.ts";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
showTheme();
createRoot(root).render(<App />);
registerWorker();

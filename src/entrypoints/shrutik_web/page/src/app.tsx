/** The whole page: words, server state, frame and routes. */
import { QueryClient, QueryClientProvider, useIsFetching } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { BrowserRouter } from "react-router";
import { ApiProblem } from "./api/problems.ts";
import { screenStands } from "./first-screen.ts";
import { PageFrame } from "./page-frame.tsx";
import { PageRoutes } from "./routes.tsx";
import { Waiting } from "./parts/note.tsx";
import { firstLocale, PSEUDO } from "./words/choice.ts";
import { loadWords, WordsContext, type Words } from "./words/words.ts";

const MOST_TRIES = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: "offlineFirst",
      // Without a network it is said at once that there is none; what failed is asked for again when it is back.
      retry: (count, error) => count < MOST_TRIES && navigator.onLine && error instanceof ApiProblem && error.passes,
    },
    mutations: { networkMode: "offlineFirst" },
  },
});

export function App() {
  const [locale, setLocale] = useState(firstLocale);
  const words = useLoaded(locale, setLocale);
  if (words === null) return null;
  return (
    <WordsContext value={words}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <PageFrame>
            <Suspense fallback={<Waiting />}>
              <PageRoutes />
              <Stands />
            </Suspense>
          </PageFrame>
        </BrowserRouter>
      </QueryClientProvider>
    </WordsContext>
  );
}

/** Is there as soon as the screen beside it. */
function Stands() {
  const asking = useIsFetching() > 0;
  useEffect(() => screenStands(asking), [asking]);
  return null;
}

function useLoaded(locale: string, setLocale: (locale: string) => void): Words | null {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadWords(locale, setLocale).then((loaded) => {
      if (!wanted) return;
      document.documentElement.lang = loaded.locale === PSEUDO ? "ar" : loaded.locale;
      document.documentElement.dir = loaded.dir;
      setWords(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [locale, setLocale]);
  return words;
}

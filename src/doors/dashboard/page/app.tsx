import { useEffect, useState } from "preact/hooks";
import type { Start } from "../wire.ts";
import { AnalyzeView } from "./analyze/analyze-view.tsx";
import { GateView } from "./gate/gate-view.tsx";
import { ask, errorsOf } from "./parts/api.ts";
import { Problems } from "./parts/problems.tsx";
import { RecommendView } from "./recommend/recommend-view.tsx";

const VIEWS = [
  { id: "gate", title: "Gate" },
  { id: "analyze", title: "Analyzer" },
  { id: "recommend", title: "Recommender" },
] as const;
type ViewId = (typeof VIEWS)[number]["id"];

/** The page. All views are rendered and one is visible, so that none loses its state. */
export function App() {
  const view = useView();
  const [start, setStart] = useState<Start>();
  const [errors, setErrors] = useState<ReturnType<typeof errorsOf>>([]);
  useEffect(() => {
    ask<Start>("api/start").then(setStart, (error) => setErrors(errorsOf(error)));
  }, []);
  return (
    <>
      <header class="top">
        <h1>
          skew-contract <span class="muted">{start?.isDemo ? "demo" : "dashboard"}</span>
        </h1>
        <nav aria-label="Views">
          {VIEWS.map(({ id, title }) => (
            <a key={id} href={`#${id}`} aria-current={id === view ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
      </header>
      <main>
        {errors.length > 0 && <Problems errors={errors} />}
        {start !== undefined && (
          <>
            <div hidden={view !== "gate"}>
              <GateView isDemo={start.isDemo} />
            </div>
            <div hidden={view !== "analyze"}>
              {start.isDemo ? <NeedsCluster /> : <AnalyzeView isShown={view === "analyze"} />}
            </div>
            <div hidden={view !== "recommend"}>
              {start.isDemo ? <NeedsCluster /> : <RecommendView isShown={view === "recommend"} />}
            </div>
          </>
        )}
      </main>
      <footer>
        <p>
          skew-contract {start?.version}. This page connects only to this machine, and works until
          the command that serves it ends.
        </p>
      </footer>
    </>
  );
}

function NeedsCluster() {
  return (
    <div class="nothing">
      <h2>This needs a cluster</h2>
      <p>
        The demo does not connect to clusters. Stop it, then run{" "}
        <code>skew-contract dashboard</code> where your cluster's settings are.
      </p>
    </div>
  );
}

/** The view in the address, so that it can be linked to and the browser's buttons work. */
function useView(): ViewId {
  const read = () => VIEWS.find(({ id }) => `#${id}` === location.hash)?.id ?? VIEWS[0].id;
  const [view, setView] = useState<ViewId>(read);
  useEffect(() => {
    const onChange = () => setView(read());
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  return view;
}

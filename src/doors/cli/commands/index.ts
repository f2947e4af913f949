import { check } from "../check.ts";
import { defineCommand, type LoadCommand } from "../command.ts";
import { defineCheck } from "./check.ts";

/**
 * All commands, in the order in which help lists them. A command's flags and action are loaded when
 * it runs; only the default command is always loaded, and others reuse the code they share with it.
 * To add a command, add a file here with its flags, and an entry below.
 */
export const commands = {
  check: async () =>
    defineCommand(defineCheck, (options, contracts, io) => check(contracts, options, io)),
  explain: async () => {
    const { defineExplain } = await import("./explain.ts");
    return defineCommand(defineExplain, async (options, contracts, io) => {
      const { explain } = await import("../explain.ts");
      return explain(contracts, options, io);
    });
  },
  baseline: async () => {
    const { defineBaseline } = await import("./baseline.ts");
    return defineCommand(defineBaseline, async (options, contracts, io) => {
      const { writeBaseline } = await import("../write-baseline.ts");
      return writeBaseline(contracts, options, io);
    });
  },
  validate: async () => {
    const { defineValidate } = await import("./validate.ts");
    return defineCommand(defineValidate, async (options, contracts, io) => {
      const { validate } = await import("../validate.ts");
      return validate(contracts, options, io);
    });
  },
  init: async () => {
    const { defineInit } = await import("./init.ts");
    return defineCommand(defineInit, async (options, paths, io) => {
      const { init } = await import("../init.ts");
      return init(paths, options, io);
    });
  },
  sample: async () => {
    const { defineSample } = await import("./sample.ts");
    return defineCommand(defineSample, async (options, paths, io) => {
      const { sample } = await import("../sample.ts");
      return sample(paths, options, io);
    });
  },
  schema: async () => {
    const { defineSchema } = await import("./schema.ts");
    return defineCommand(defineSchema, async (_, [name = "contract"], io) => {
      const { schema } = await import("../schema.ts");
      return schema(name, io);
    });
  },
  clients: async () => {
    const { defineClients } = await import("./clients.ts");
    return defineCommand(defineClients, async (options, _, io) => {
      const { clients } = await import("../clients.ts");
      return clients(options, io);
    });
  },
  alerts: async () => {
    const { defineAlerts } = await import("./alerts.ts");
    return defineCommand(defineAlerts, async (options, contracts, io) => {
      const { alerts } = await import("../alerts.ts");
      return alerts(contracts, options, io);
    });
  },
  analyze: async () => {
    const { defineAnalyze } = await import("./analyze.ts");
    return defineCommand(defineAnalyze, async (options, _, io) => {
      const { analyzeFromFlags } = await import("../live/index.ts");
      return analyzeFromFlags(options, io);
    });
  },
  recommend: async () => {
    const { defineRecommend } = await import("./recommend.ts");
    return defineCommand(defineRecommend, async (options, _, io) => {
      const { recommendFromFlags } = await import("../live/index.ts");
      return recommendFromFlags(options, io);
    });
  },
  audit: async () => {
    const { defineAudit } = await import("./audit.ts");
    return defineCommand(defineAudit, async (options, contracts, io) => {
      const { audit } = await import("../audit.ts");
      return audit(contracts, options, io);
    });
  },
  monitor: async () => {
    const { defineMonitor } = await import("./monitor.ts");
    return defineCommand(defineMonitor, async (options, contracts, io) => {
      const { monitor } = await import("../live/index.ts");
      return monitor(contracts, options, io);
    });
  },
  dashboard: async () => {
    const { defineDashboard } = await import("./dashboard.ts");
    return defineCommand(defineDashboard, async (options, _, io) => {
      const { dashboard } = await import("../live/index.ts");
      return dashboard(options, io);
    });
  },
  cleanup: async () => {
    const { defineCleanup } = await import("./cleanup.ts");
    return defineCommand(defineCleanup, async (options, _, io) => {
      const { cleanup } = await import("../live/index.ts");
      return cleanup(options, io);
    });
  },
  "install-client": async () => {
    const { defineInstallClient } = await import("./install-client.ts");
    return defineCommand(defineInstallClient, async (options, _, io) => {
      const { installClientFromFlags } = await import("../live/index.ts");
      return installClientFromFlags(options, io);
    });
  },
  completion: async () => {
    const { defineCompletion } = await import("./completion.ts");
    return defineCommand(defineCompletion, async (_, [shell = ""], io) => {
      const { completion } = await import("../completion.ts");
      return completion(shell, allCommands(), io);
    });
  },
} satisfies Record<string, LoadCommand>;

export type CommandName = keyof typeof commands;

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}

export function allCommands(): readonly LoadCommand[] {
  return Object.values(commands);
}

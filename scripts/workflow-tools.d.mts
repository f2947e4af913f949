export interface WorkflowTools {
  readonly actionlint: string;
  readonly shellcheck: string;
  readonly zizmor: string;
}
export function findWorkflowTools(): Promise<WorkflowTools | undefined>;

export function findTypos(): Promise<string | undefined>;

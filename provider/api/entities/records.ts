import {
  type Fields,
  isErrorBody,
  mustHaveId,
  number,
  type Page,
  pageOf,
  present,
  record,
  records,
  text,
  UnexpectedShape,
  words,
} from "./fields";

/** The billing API counts in 1/10 000 USD, and not as prices do. */
const BALANCE_UNITS_PER_USD = 10_000;
const LONGEST_ERROR = 1_000;

/** What an account has and owes, in USD; what the service does not say is absent. */
export interface Balance {
  /** What can be spent; below zero if the account owes. */
  readonly availableUsd: number;
  /** What was paid in and is not spent. */
  readonly cashUsd?: number;
  /** How far below zero the account may go. */
  readonly creditLimitUsd?: number;
  /** What was used and is not charged yet. */
  readonly pendingUsd?: number;
  /** What was invoiced and is not paid. */
  readonly outstandingUsd?: number;
}

/** One measured value, in percent. */
export interface Sample {
  /** Seconds since 1970. */
  readonly at: number;
  readonly percent: number;
}

/** What one GPU has used. */
export interface GpuMetrics {
  readonly gpuId: string;
  readonly utilization: readonly Sample[];
  readonly memory: readonly Sample[];
}

/** What an instance has used, the oldest value first. */
export interface Metrics {
  readonly cpu: readonly Sample[];
  readonly memory: readonly Sample[];
  readonly rootDisk: readonly Sample[];
  /** The average of all GPUs. */
  readonly gpu: readonly Sample[];
  readonly gpuMemory: readonly Sample[];
  readonly gpus: readonly GpuMetrics[];
}

/** Long-running work on an instance. */
export interface Job {
  readonly id: string;
  readonly type?: string;
  readonly state?: string;
  readonly instanceId?: string;
  /** Seconds since 1970. */
  readonly createdAt?: number;
  /** Why it failed, in the service's words. */
  readonly error?: string;
}

/** The balance. An answer without what can be spent is none: nothing would look like no money. */
export function decodeBalance(answer: unknown): Balance {
  const fields = record(answer);
  const usd = (value: unknown): number | undefined => {
    const units = number(value);
    return units === undefined ? undefined : units / BALANCE_UNITS_PER_USD;
  };
  const availableUsd = usd(fields.availableBalance);
  if (availableUsd === undefined) throw new UnexpectedShape("it has no balance");
  return present<Balance>({
    availableUsd,
    cashUsd: usd(fields.cashBalance),
    creditLimitUsd: usd(fields.creditLimit),
    pendingUsd: usd(fields.pendingCharges),
    outstandingUsd: usd(fields.outstandingInvoices),
  });
}

/** The metrics of an instance; a series that is not there has no values. */
export function decodeMetrics(answer: unknown): Metrics {
  const fields = record(answer);
  const measures = ["cpuUtilization", "memUtilization", "rootDiskUtilization", "gpuUtilization"];
  if (isErrorBody(fields) || !measures.some((name) => name in fields))
    throw new UnexpectedShape("it has no metrics");
  const [gpu, gpuMemory] = [record(fields.gpuUtilization), record(fields.gpuMemUtilization)];
  const memoryOf = new Map(perGpu(gpuMemory));
  return {
    cpu: series(fields.cpuUtilization),
    memory: series(fields.memUtilization),
    rootDisk: series(fields.rootDiskUtilization),
    gpu: series(gpu.avg),
    gpuMemory: series(gpuMemory.avg),
    gpus: perGpu(gpu).map(([gpuId, utilization]) => ({
      gpuId,
      utilization,
      memory: memoryOf.get(gpuId) ?? [],
    })),
  };
}

function perGpu({ gpuIds }: Fields): [string, Sample[]][] {
  return (records(gpuIds) ?? []).flatMap(({ gpuId, items }): [string, Sample[]][] => {
    const id = text(gpuId);
    return id === undefined ? [] : [[id, series(items)]];
  });
}

function series(value: unknown): Sample[] {
  const samples = (records(value) ?? []).flatMap((fields): Sample[] => {
    const [at, percent] = [number(fields.timestamp), number(fields.value)];
    return at === undefined || percent === undefined ? [] : [{ at, percent }];
  });
  return samples.sort((a, b) => a.at - b.at);
}

/** `{jobs, total}`. */
export function decodeJobs(answer: unknown): Page<Job> {
  return pageOf(answer, ["jobs"], "jobs", (fields) => {
    const { state, error, errorMessage, message } = record(fields.state);
    const said = [errorMessage, message, error].map((each) => words(each, LONGEST_ERROR)).find(Boolean);
    return present<Job>({
      id: mustHaveId("the job has no id", fields.Id, fields.id),
      type: text(fields.type),
      state: text(state) ?? text(fields.state),
      instanceId: text(fields.instanceId),
      createdAt: number(fields.createdAt) || undefined,
      error: said,
    });
  });
}

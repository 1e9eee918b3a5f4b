import type { Charge } from "./charge";
import { type Sum, sumOf } from "./sum";

test.each<[string, readonly Charge[], Sum]>([
  ["nothing", [], { hourlyUsd: 0, monthlyUsd: 0, unknownPrices: 0, prepaidHourlyUsd: 0 }],
  [
    "what floating point would blur",
    [
      { for: "machine", hourlyUsd: 0.1 },
      { for: "disk", hourlyUsd: 0.2 },
    ],
    { hourlyUsd: 0.3, monthlyUsd: 219, unknownPrices: 0, prepaidHourlyUsd: 0 },
  ],
  [
    "what is paid already, apart",
    [
      { for: "prepaid", hourlyUsd: 0.25 },
      { for: "machine", hourlyUsd: 0.5 },
    ],
    { hourlyUsd: 0.5, monthlyUsd: 365, unknownPrices: 0, prepaidHourlyUsd: 0.25 },
  ],
  [
    "what is not known, counted",
    [{ for: "machine" }, { for: "prepaid" }, { for: "ended" }, { for: "notYet", hourlyUsd: 0 }],
    { hourlyUsd: 0, monthlyUsd: 0, unknownPrices: 3, prepaidHourlyUsd: 0 },
  ],
])("adds up %s", (_what, charges, sum) => {
  expect(sumOf(charges)).toEqual(sum);
});

/** The policy pack. Loading this module starts it; Pulumi does so in the pack's folder. */
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies/index";

new PolicyPack("novita", {
  description: "What Novita AI GPU instances may cost, rent, open and run.",
  policies: policies(),
});

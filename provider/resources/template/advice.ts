import {
  adviser,
  credentialIdNames,
  credentialNames,
  settingExamples,
  settingSynonyms,
  type Synonyms,
  variableSynonyms,
} from "../synonyms";

const synonyms: Readonly<Record<string, Synonyms>> = {
  "": {
    ...settingSynonyms,
    imageAuthId: `imageauth ${credentialNames} ${credentialIdNames}`,
    readme: "description documentation notes",
    channel: "visibility public",
  },
  "envs[*]": variableSynonyms,
};

const noHardware =
  "A template says nothing of hardware, place or price: whoever starts an instance from it chooses them.";
const without: Synonyms = {
  ...{ productid: noHardware, gpunum: noHardware, kind: noHardware, clusterid: noHardware },
  ...{ billingmode: noHardware, month: noHardware },
};

/** How to write what was given in another form. */
export const examples = settingExamples;

/** What to do about a name that is no field, if it is what others call one. */
export const adviceOn = adviser(synonyms, without);

/** The microphones of this device; the chosen one is known again by id, or by its label if the browser changed its ids. */

export type Choice = { id: string; label: string };

/** The chosen microphone is not there; another is never taken in its place silently. */
export class MicrophoneMissing extends Error {
  override readonly name = "MicrophoneMissing";
  constructor(readonly label: string) {
    super(`The microphone "${label}" is not connected.`);
  }
}

/** All microphones; labels are empty until the permission was given. */
export async function listMicrophones(): Promise<Choice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === "audioinput" && device.deviceId !== "communications")
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

/** Hear of microphones that come and go; returns what ends it. */
export function onMicrophones(listener: () => void): () => void {
  navigator.mediaDevices.addEventListener("devicechange", listener);
  return () => {
    navigator.mediaDevices.removeEventListener("devicechange", listener);
  };
}

/** The chosen one among those that are there: the same id, or else the same label. Throws `MicrophoneMissing`. */
export function found(choice: Choice, among: readonly Choice[]): Choice {
  const same = among.find((one) => one.id === choice.id) ?? among.find((one) => one.label !== "" && one.label === choice.label);
  if (same === undefined) throw new MicrophoneMissing(choice.label);
  return same;
}

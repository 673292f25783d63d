const CHANNELS = [
  { name: "electron", share: 0.18, mass: 0.0005 },
  { name: "muon", share: 0.17, mass: 0.106 },
  { name: "pion", share: 0.65, mass: 0.14 },
];

/** One decay and what a calorimeter of five cells sees of it. `random` gives numbers from 0 to 1. */
export function simulate(random) {
  const channel = channelAt(random());
  const momentum = momentumOf(channel, random);
  const centre = 5 * random();
  const cells = [0, 1, 2, 3, 4].map((cell) => momentum * Math.exp(-((cell + 0.5 - centre) ** 2)));
  return { channel: channel.name, momentum, cells };
}

function channelAt(number) {
  let sum = 0;
  return CHANNELS.find(({ share }) => (sum += share) > number) ?? CHANNELS[2];
}

/** By rejection: draw until one is accepted. */
function momentumOf({ mass }, random) {
  for (;;) {
    const momentum = 45 * random();
    if (random() < 1 - momentum / 45 && momentum > mass) return momentum;
  }
}

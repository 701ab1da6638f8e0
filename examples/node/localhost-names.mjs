// Gives every name under localhost the loopback address, as RFC 6761 (section 6.3) asks of resolvers and not all do.
// For Node on a machine that knows no such names: node --import ./localhost-names.mjs FILE
import dns from 'node:dns';

const system = dns.lookup;
dns.lookup = (name, options, callback) => {
  const done = callback ?? options;
  if (typeof name !== 'string' || !name.toLowerCase().endsWith('.localhost')) return system(name, options, callback);
  const all = typeof options === 'object' && options !== null && options.all;
  process.nextTick(() => (all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)));
};

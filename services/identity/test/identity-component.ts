import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@parta/chassis/clock';
import type { BaseConfig } from '@parta/chassis/config';
import type { Session } from '@parta/contracts/http/identity/sessions';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { OrganisationKind } from '@parta/contracts/values/organisation';
import { type Component, startComponent } from '@parta/testkit/component';
import { buildIdentity } from '../src/app.ts';
import type { IdentityConfig } from '../src/identity-config.ts';
import { call, signIn } from './browser.ts';

export const ROOT = { login: 'region', password: 'Region-Officer-7' };

export interface Identity extends AsyncDisposable {
  readonly component: Component;
  readonly url: string;
  /** The region official's session. */
  readonly root: Session;
}

/** Identity with an empty database, its region, and the first official signed in. */
export async function startIdentity(clock?: Clock): Promise<Identity> {
  const folder = await mkdtemp(join(tmpdir(), 'parta-identity-'));
  const config: Omit<IdentityConfig, keyof BaseConfig> = {
    SIGNING_KEY_FILE: join(folder, 'signing-key.pem'),
    LOOKUP_SECRET: randomBytes(32).toString('hex'),
    PUBLIC_URL: 'https://parta.example',
    BOOTSTRAP_REGION: 'Регион для проверки',
    BOOTSTRAP_TIME_ZONE: 'Europe/Moscow',
    BOOTSTRAP_LOGIN: ROOT.login,
    BOOTSTRAP_PASSWORD: ROOT.password,
    TRIES_PER_ADDRESS: 10_000,
  };
  const component = await startComponent({
    definition: { name: 'identity', build: buildIdentity },
    migrations: new URL('../migrations/', import.meta.url),
    config,
    ...(clock && { clock }),
  });
  const { url } = component.service;
  const { body: root } = await signIn(url, ROOT.login, ROOT.password);
  return {
    component,
    url,
    root,
    [Symbol.asyncDispose]: async () => {
      await component[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

/** A node below another; answers its id. */
export async function createNode(
  { url, root }: Identity,
  kind: Exclude<OrganisationKind, 'region'>,
  parentId: string = root.acting.nodeId,
  timeZone = 'Europe/Moscow',
): Promise<string> {
  const id = uuidV7();
  const body = { id, parentId, kind, timeZone, name: `Узел ${id}`, shortName: `Узел ${id.slice(-4)}` };
  const { status } = await call(url, 'POST', '/organisations', { token: root.accessToken, body });
  if (status !== 201) throw new Error(`a node of kind ${kind} was refused: ${status}`);
  return id;
}

/** A school in a municipality of its own, with its administrator signed in. */
export async function openSchool(
  identity: Identity,
): Promise<{ readonly schoolId: string; readonly administrator: Session }> {
  const schoolId = await createNode(identity, 'school', await createNode(identity, 'municipality'));
  const { url, root } = identity;
  const login = `admin-${schoolId.slice(-8)}`;
  const body = { name: { lastName: 'Первая', firstName: 'Анна', middleName: null }, login, role: 'administrator' };
  const invited = await call<{ code: string }>(url, 'POST', `/organisations/${schoolId}/administrators`, {
    token: root.accessToken,
    body,
  });
  const activation = { code: invited.body.code, login, password: 'Zelyonaya-8-dver' };
  const { body: administrator } = await call<Session>(url, 'POST', '/activations', { body: activation });
  return { schoolId, administrator };
}

import type { Contract, Operation } from '@parta/contracts/kernel/operation';

/** What the browser needs to call an operation; importing a contract instead would cost all of zod, 22 KB. */
export interface OperationPlace {
  readonly method: Operation['method'];
  readonly path: string;
  readonly idempotency: Operation['idempotency'];
  readonly upload?: true;
}

/** `journal.getPage` → where it is below the gateway. */
export function operationTableOf(contracts: Readonly<Record<string, Contract>>): Record<string, OperationPlace> {
  const rows = Object.entries(contracts).flatMap(([service, contract]) =>
    Object.entries(contract).map(([name, { method, path, idempotency, upload }]): [string, OperationPlace] => [
      `${service}.${name}`,
      { method, path: `/api/${service}${path}`, idempotency, ...(upload && { upload: true }) },
    ]),
  );
  return Object.fromEntries(rows);
}

import { statfs } from 'node:fs/promises';
import { connect } from 'node:tls';
import { check } from '../check.ts';
import { fine, illOr, type Verdict, warning, wrong } from '../verdict.ts';

export interface Disk {
  readonly folder: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

const GIB = 2 ** 30;
const DAY_MS = 86_400_000;

export const judgeDisks = (disks: readonly Disk[]): readonly Verdict[] =>
  illOr(
    disks.map(({ folder, freeBytes, totalBytes }) => {
      const share = freeBytes / totalBytes;
      const what = `${folder}: свободно ${(freeBytes / GIB).toFixed(1)} ГиБ из ${(totalBytes / GIB).toFixed(1)}`;
      const next = `что занимает место: du -xh --max-depth=2 ${folder} | sort -h | tail`;
      if (share < 0.05 || freeBytes < GIB) return wrong(what, next);
      return share < 0.15 ? warning(what, next) : undefined;
    }),
    `места хватает: ${disks.map(({ folder, freeBytes }) => `${folder} ${(freeBytes / GIB).toFixed(0)} ГиБ`).join(', ')}`,
  );

export const diskCheck = check({
  name: 'disk',
  title: 'Диск',
  runbook: 'DiskFilling',
  gather: async ({ target: { folders } }) => {
    if (folders.length === 0) return undefined;
    return Promise.all(
      folders.map(async (folder) => {
        const { bavail, blocks, bsize } = await statfs(folder);
        return { folder, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
      }),
    );
  },
  judge: judgeDisks,
});

export interface Certificate {
  readonly host: string;
  /** Undefined when the address is not a protected one. */
  readonly expiresAt: Date | undefined;
  readonly now: Date;
}

export function judgeCertificate({ host, expiresAt, now }: Certificate): readonly Verdict[] {
  if (!expiresAt)
    return [
      warning(
        `${host}: адрес без https`,
        'поставить перед шлюзом TLS и назвать его адрес: npm run doctor -- --url https://…',
      ),
    ];
  const days = Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS);
  const what = `${host}: сертификат действует до ${expiresAt.toISOString().slice(0, 10)}`;
  const next = `выпустить новый; проверить: openssl s_client -connect ${host} </dev/null | openssl x509 -noout -dates`;
  if (days < 3) return [wrong(what, next)];
  return [days < 14 ? warning(what, next) : fine(what)];
}

const LOOPBACK = /^(localhost|127\.|\[::1\])/;

export const certificateCheck = check<Certificate>({
  name: 'certificate',
  title: 'Сертификат',
  runbook: 'CertificateExpires',
  gather: async ({ target: { url } }) => {
    // on this machine's own address nobody listens in
    if (url === undefined || LOOPBACK.test(new URL(url).hostname)) return undefined;
    const { protocol, hostname, port } = new URL(url);
    const host = `${hostname}:${port === '' ? '443' : port}`;
    const expiresAt = protocol === 'https:' ? await expiryOf(hostname, Number(port === '' ? 443 : port)) : undefined;
    return { host, expiresAt, now: new Date() };
  },
  judge: judgeCertificate,
});

/** Of a certificate that is not trusted too: whether it is, browsers say; when it ends, this. */
function expiryOf(host: string, port: number): Promise<Date> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false, timeout: 5000 }, () => {
      const { valid_to: until } = socket.getPeerCertificate();
      socket.end();
      resolve(new Date(until));
    });
    socket.once('timeout', () => socket.destroy(new Error('timeout')));
    socket.once('error', reject);
  });
}

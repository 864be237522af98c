import type { Alert } from './alert.ts';

const page = 'page';
const ticket = 'ticket';

/** What is down or runs away before people notice, or what they never would. */
export const causeAlerts: readonly Alert[] = [
  {
    name: 'GatewayDown',
    severity: page,
    expr: 'absent(up{job="parta-gateway"} == 1)',
    lasting: '1m',
    summary: 'Ни один шлюз не отвечает',
    description: 'Prometheus уже минуту не получает ответа ни от одного шлюза: войти в систему нельзя.',
  },
  {
    name: 'ServiceDown',
    severity: page,
    expr: 'max by (upstream) (replicas_ready) == 0',
    lasting: '30s',
    summary: 'Нет ни одной готовой копии службы {{ $labels.upstream }}',
    description: 'Шлюзу некому передать запросы к {{ $labels.upstream }}: он отвечает 503.',
  },
  {
    name: 'ReplicaDown',
    severity: ticket,
    expr: 'max by (upstream) (replicas_known - replicas_ready) > 0',
    lasting: '5m',
    summary: 'Часть копий службы {{ $labels.upstream }} не готова',
    description: 'Не получают запросов копий: {{ $value }}. Остальные пока справляются.',
  },
  {
    name: 'OutboxStuck',
    severity: page,
    expr: 'max by (service) (outbox_oldest_seconds) > 60',
    lasting: '2m',
    summary: 'События службы {{ $labels.service }} не уходят в Kafka',
    description:
      'Самое старое событие ждёт {{ $value | humanizeDuration }}. Данные целы, но другие службы их не видят.',
  },
  {
    name: 'ConsumerLag',
    severity: ticket,
    expr: 'max by (group, topic) (consumer_lag) > 1000',
    lasting: '10m',
    summary: 'Группа {{ $labels.group }} отстаёт по {{ $labels.topic }}',
    description: 'Не обработано сообщений: {{ $value }}. Копии данных и уведомления опаздывают.',
  },
  {
    name: 'DeadLetters',
    severity: ticket,
    expr: 'max by (service, topic) (dead_letters) > 0',
    lasting: '1m',
    summary: 'Служба {{ $labels.service }} отложила сообщения {{ $labels.topic }}',
    description: 'Отложено сообщений: {{ $value }}. Их содержание до службы не дошло.',
  },
  {
    name: 'PoolWaits',
    severity: ticket,
    expr: `1 - sum by (service) (rate(pool_wait_seconds_bucket{le="0.1"}[5m])) / sum by (service) (rate(pool_wait_seconds_count[5m])) > 0.05`,
    lasting: '5m',
    summary: 'Службе {{ $labels.service }} не хватает соединений с Postgres',
    description: '{{ $value | humanizePercentage }} запросов ждут соединения дольше 100 мс.',
  },
  {
    name: 'EventLoopDelay',
    severity: ticket,
    expr: 'max by (service, instance) (nodejs_eventloop_lag_p99_seconds) > 0.2',
    lasting: '5m',
    summary: 'Процесс {{ $labels.service }} ({{ $labels.instance }}) занят',
    description: 'Задержка цикла событий {{ $value | humanizeDuration }}: процесс не успевает отвечать.',
  },
];

const away = (dependency: string): string => `max by (service) (dependency_up{dependency="${dependency}"}) == 0`;

/** The servers below and what Prometheus learns from others: node_exporter, blackbox_exporter, the doctor, the backup. */
export const surroundingAlerts: readonly Alert[] = [
  {
    name: 'PostgresAway',
    severity: page,
    expr: away('postgres'),
    lasting: '1m',
    summary: 'Служба {{ $labels.service }} не видит Postgres',
    description: 'Ни одна копия службы не получает ответа базы: её страницы отвечают ошибкой.',
  },
  {
    name: 'KafkaAway',
    severity: page,
    expr: away('kafka'),
    lasting: '2m',
    summary: 'Служба {{ $labels.service }} не видит Kafka',
    description: 'Сохранять можно; события ждут в базе, уведомления и копии данных опаздывают.',
  },
  {
    name: 'RedisAway',
    severity: ticket,
    expr: away('redis'),
    lasting: '5m',
    summary: 'Служба {{ $labels.service }} не видит Redis',
    description: 'Всё работает, но медленнее: живые обновления и отзыв доступа идут опросом.',
  },
  {
    name: 'ClockSkew',
    severity: ticket,
    expr: 'max by (service, instance) (abs(clock_offset_seconds)) > 2',
    lasting: '5m',
    summary: 'Часы {{ $labels.instance }} и Postgres расходятся',
    description: 'Расхождение {{ $value | humanizeDuration }}: сроки выставления отметок судятся по неверному времени.',
  },
  {
    name: 'DiskFilling',
    severity: page,
    expr: `min by (instance, mountpoint) (node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs|ramfs"} / node_filesystem_size_bytes) < 0.1
or min by (instance, mountpoint) (predict_linear(node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs|ramfs"}[6h], 14400)) < 0`,
    lasting: '10m',
    summary: 'Заканчивается место: {{ $labels.instance }} {{ $labels.mountpoint }}',
    description: 'Свободно меньше 10 % или места не хватит на четыре часа. Полный диск останавливает Postgres и Kafka.',
  },
  {
    name: 'CertificateExpires',
    severity: ticket,
    expr: 'min by (instance) (probe_ssl_earliest_cert_expiry - time()) < 14 * 86400',
    lasting: '1h',
    summary: 'Истекает сертификат {{ $labels.instance }}',
    description: 'Осталось {{ $value | humanizeDuration }}. После этого браузеры не откроют систему.',
  },
  {
    name: 'HistoryChainBroken',
    severity: page,
    expr: 'max(parta_doctor_state{check="history"}) == 2',
    lasting: '0s',
    summary: 'История журнала изменена в обход службы',
    description: 'Цепочка записей одной или нескольких страниц не сходится: отметки могли подменить.',
  },
  {
    name: 'StandingOff',
    severity: ticket,
    expr: 'max(parta_doctor_state{check="standing"}) == 2',
    lasting: '0s',
    summary: 'Средние баллы не сходятся с отметками',
    description: 'Хранимые суммы страницы отличаются от пересчёта по клеткам.',
  },
  {
    name: 'DoctorFoundWrong',
    severity: ticket,
    expr: 'max by (check) (parta_doctor_state{check!~"history|standing"}) == 2',
    lasting: '0s',
    summary: 'Проверка doctor нашла неисправность: {{ $labels.check }}',
    description: 'Что именно и что делать, скажет npm run doctor.',
  },
  {
    name: 'DoctorSilent',
    severity: ticket,
    expr: 'time() - max(parta_doctor_last_run_seconds) > 93600 or absent(parta_doctor_last_run_seconds)',
    lasting: '1h',
    summary: 'Проверка doctor не запускалась больше суток',
    description: 'Пока её нет, о подмене истории и о расхождении баллов никто не узнает.',
  },
  {
    name: 'BackupOld',
    severity: page,
    expr: 'time() - min(parta_backup_last_success_seconds) > 300 or absent(parta_backup_last_success_seconds)',
    lasting: '5m',
    summary: 'Резервная копия отстаёт',
    description: 'Изменения не доходят до копии больше пяти минут, или о ней ничего не известно.',
  },
];

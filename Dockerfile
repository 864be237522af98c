# Every image of the platform: --target service with --build-arg FOLDER=services/journal (and so on), gateway, reporting, tools, doctor.
# Sources run as they are, Node strips their types. Works with and without BuildKit.
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
COPY contracts/package.json contracts/
COPY gateway/package.json gateway/
COPY gateway/ui/package.json gateway/ui/
COPY services/identity/package.json services/identity/
COPY services/contingent/package.json services/contingent/
COPY services/curriculum/package.json services/curriculum/
COPY services/journal/package.json services/journal/
COPY services/reporting/package.json services/reporting/
COPY services/notifications/package.json services/notifications/
COPY infra/chassis/package.json infra/chassis/
COPY infra/local/package.json infra/local/
COPY infra/testkit/package.json infra/testkit/
COPY infra/bench/package.json infra/bench/
COPY infra/faults/package.json infra/faults/
COPY infra/observability/package.json infra/observability/
COPY infra/doctor/package.json infra/doctor/
COPY infra/helm/package.json infra/helm/
COPY e2e/package.json e2e/

# the pages are the same for every image that serves them
FROM base AS pages
RUN NODE_ENV=development npm ci --ignore-scripts -w gateway/ui -w contracts && rm -rf /root/.npm
COPY tsconfig.json ./
COPY contracts contracts
COPY gateway/ui gateway/ui
RUN npm run build -w @parta/ui

FROM base AS production
COPY infra/docker/production-only.mjs infra/docker/
RUN node infra/docker/production-only.mjs && rm -r infra/docker

FROM production AS gateway-packages
RUN npm ci --ignore-scripts -w gateway && rm -rf /root/.npm

FROM production AS service-packages
ARG FOLDER=services/journal
# the reporting image brings the distribution's browser
RUN npm ci --ignore-scripts -w ${FOLDER} && rm -rf /root/.npm node_modules/@sparticuz

FROM production AS tools-packages
RUN npm ci --ignore-scripts --omit=optional -w infra/local -w services/identity -w services/contingent \
    -w services/curriculum -w services/journal -w services/notifications -w services/reporting \
 && rm -rf /root/.npm node_modules/@sparticuz node_modules/puppeteer*

FROM production AS doctor-packages
RUN npm ci --ignore-scripts --omit=optional -w infra/doctor \
 && rm -rf /root/.npm node_modules/@protobi

# what all running images share: a user without rights, and readiness as the health check
FROM node:24-bookworm-slim AS runtime
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 NODE_OPTIONS=--disable-warning=ExperimentalWarning
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS gateway
COPY --from=gateway-packages /app /app
COPY contracts contracts
COPY infra/chassis infra/chassis
COPY gateway gateway
COPY --from=pages /app/gateway/ui/dist gateway/ui/dist
ENV UI_FOLDER=/app/gateway/ui/dist
CMD ["node", "gateway/src/main.ts"]

FROM runtime AS service
ARG FOLDER=services/journal
COPY --from=service-packages /app /app
COPY contracts contracts
COPY infra/chassis infra/chassis
COPY ${FOLDER} ${FOLDER}
ENV MAIN=${FOLDER}/src/main.ts
CMD ["sh", "-c", "exec node $MAIN"]

# the renderer brings the browser of the distribution and needs none of its own
FROM service AS reporting
USER root
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
ENV CHROMIUM_PATH=/usr/bin/chromium
USER node

# looks at the others each night: of the journal the rules of its history, of every service which migrations there are
FROM runtime AS doctor
COPY --from=doctor-packages /app /app
COPY contracts contracts
COPY infra/chassis infra/chassis
COPY infra/local infra/local
COPY infra/doctor infra/doctor
COPY services services
CMD ["node", "infra/doctor/src/watch.ts"]

# migrations, topics, secrets and the demo region; runs once and ends
FROM runtime AS tools
USER root
# a new volume takes its owner from the folder it covers
RUN for name in postgres gateway identity contingent curriculum journal reporting notifications doctor demo; do \
      mkdir -p /secrets/$name; done && chown -R node /secrets
USER node
COPY --from=tools-packages /app /app
COPY contracts contracts
COPY infra/chassis infra/chassis
COPY infra/local infra/local
COPY services services
HEALTHCHECK NONE
CMD ["node", "infra/local/src/containers/setup.ts"]

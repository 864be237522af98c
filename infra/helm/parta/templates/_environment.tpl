{{/* The variables of one workload, as docker-compose.yml gives them: secrets by file, addresses by name. */}}
{{- define "parta.environment" -}}
{{- $root := .root -}}
{{- $work := index (include "parta.workloads" $root | fromYaml) .name -}}
{{- $env := dict "HOST" "0.0.0.0" "PORT" "8080" "LOG_LEVEL" $root.Values.logLevel "PUBLIC_URL" $root.Values.publicUrl -}}
{{- $_ := set $env "REDIS_URL" $root.Values.servers.redis.url -}}
{{- range $variable, $key := $work.secret }}
  {{- $_ := set $env $variable (printf "/run/parta/%s" $key) }}
{{- end }}
{{- if has "kafka" $work.servers }}
  {{- $_ := merge $env (include "parta.kafkaEnvironment" . | fromYaml) }}
{{- end }}
{{- if has .name (list "gateway" "doctor") }}
  {{- $upstreams := dict }}
  {{- range without $work.calls "gateway" }}
    {{- $_ := set $upstreams . (list (include "parta.url" (dict "root" $root "name" .))) }}
  {{- end }}
  {{- $_ := set $env "UPSTREAMS" ($upstreams | toJson) }}
  {{- $one := ternary "identity" "gateway" (eq .name "gateway") }}
  {{- $_ := set $env (printf "%s_URL" (upper $one)) (include "parta.url" (dict "root" $root "name" $one)) }}
{{- else }}
  {{- range $work.calls }}
    {{- $_ := set $env (printf "%s_URL" (upper .)) (include "parta.url" (dict "root" $root "name" .)) }}
  {{- end }}
{{- end }}
{{- with $work.pool }}
  {{- $_ := set $env "DATABASE_POOL" (toString .) }}
{{- end }}
{{- $traced := include "parta.isTraced" . }}
{{- with $root.Values.tracing }}
  {{- if $traced }}
  {{- $_ := set $env "OTEL_EXPORTER_OTLP_ENDPOINT" .endpoint }}
  {{- $_ := set $env "OTEL_TRACES_SAMPLER_ARG" (toString .share) }}
  {{- end }}
{{- end }}
{{- range $variable, $value := $work.env }}
  {{- $_ := set $env $variable (toString $value) }}
{{- end }}
{{- range $variable, $value := $env }}
- name: {{ $variable }}
  value: {{ $value | quote }}
{{- end }}
{{- with $root.Values.tracing }}
{{- if and $traced .headersSecret }}
- name: OTEL_EXPORTER_OTLP_HEADERS
  valueFrom:
    secretKeyRef: { name: {{ .headersSecret }}, key: headers }
{{- end }}
{{- end }}
{{- end }}

{{- define "parta.kafkaEnvironment" -}}
{{- $kafka := .root.Values.servers.kafka -}}
KAFKA_BROKERS: {{ $kafka.brokers | quote }}
{{- if eq $kafka.auth "scram" }}
KAFKA_USERNAME: kafka-{{ .name }}
KAFKA_PASSWORD_FILE: /run/parta/kafka-password
KAFKA_CA_FILE: /run/parta/kafka-ca.crt
{{- end }}
{{- end }}

{{/* One read-only folder of what this workload may know: its own secret, its own password of Kafka, the broker's certificate. */}}
{{- define "parta.secrets" -}}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      - secret:
          name: {{ include "parta.name" . }}
      {{- if has "kafka" (index (include "parta.workloads" .root | fromYaml) .name).servers }}
      {{- include "parta.kafkaSecrets" . | nindent 6 }}
      {{- end }}
{{- end }}

{{- define "parta.kafkaSecrets" -}}
{{- $kafka := .root.Values.servers.kafka -}}
{{- if eq $kafka.auth "scram" -}}
- secret:
    name: kafka-{{ .name }}
    items: [{ key: password, path: kafka-password }]
- secret:
    name: {{ $kafka.caSecret }}
    items: [{ key: ca.crt, path: kafka-ca.crt }]
{{- end }}
{{- end }}

{{/* Whether it tells a collector of what people do; the doctor does nothing that they asked for. */}}
{{- define "parta.isTraced" -}}
{{- if and .root.Values.tracing.endpoint (ne .name "doctor") }}yes{{ end }}
{{- end }}

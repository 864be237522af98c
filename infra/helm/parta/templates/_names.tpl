{{/* Every object is called after the release: parta-journal. */}}
{{- define "parta.name" -}}
{{ .root.Release.Name }}-{{ .name }}
{{- end }}

{{/* What the values name, and the doctor where it is wanted: it asks everybody. */}}
{{- define "parta.workloads" -}}
{{- $workloads := dict }}
{{- with .Values.doctor }}
{{- if .enabled }}
  {{- $env := dict "DOCTOR_HOUR" (toString .hour) "TZ" .timeZone }}
  {{- $_ := set $workloads "doctor" (dict "replicas" 1 "env" $env "resources" .resources) }}
  {{- $_ := set $workloads.doctor "calls" (keys $.Values.workloads | sortAlpha) }}
  {{- $_ := set $workloads.doctor "servers" (list "postgres" "kafka" "redis") }}
  {{- $_ := set $workloads.doctor "secret" (dict "DATABASE_URL_FILE" "database-url") }}
{{- end }}
{{- end }}
{{- merge $workloads .Values.workloads | toYaml }}
{{- end }}

{{- define "parta.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "parta.labels" -}}
{{ include "parta.selector" . }}
app.kubernetes.io/part-of: parta
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "parta.image" -}}
{{- $image := .root.Values.image -}}
{{- with $image.registry }}{{ . }}/{{ end }}parta/{{ .name }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "parta.url" -}}
http://{{ include "parta.name" . }}:8080
{{- end }}

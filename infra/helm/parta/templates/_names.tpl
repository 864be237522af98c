{{/* Every object is called after the release: parta-journal. */}}
{{- define "parta.name" -}}
{{ .root.Release.Name }}-{{ .name }}
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

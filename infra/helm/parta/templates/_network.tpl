{{- define "parta.toDns" -}}
- ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
  to: {{- toYaml .root.Values.network.dns | nindent 4 }}
{{- end }}

{{- define "parta.toServer" -}}
{{- $server := index .root.Values.servers .server -}}
- ports: [{ port: {{ include "parta.portOf" . }} }]
  to: {{- toYaml $server.peers | nindent 4 }}
{{- end }}

{{- define "parta.toCollector" -}}
{{- if include "parta.isTraced" . }}
{{- with .root.Values.tracing -}}
- ports: [{ port: {{ (urlParse .endpoint).host | splitList ":" | last }} }]
  to: {{- toYaml .peers | nindent 4 }}
{{- end }}
{{- end }}
{{- end }}

{{/* From the address itself, so that policy and variable never differ. */}}
{{- define "parta.portOf" -}}
{{- $server := index .root.Values.servers .server -}}
{{- if eq .server "postgres" -}}
{{ $server.port }}
{{- else if eq .server "kafka" -}}
{{ $server.brokers | splitList "," | first | splitList ":" | last }}
{{- else -}}
{{ (urlParse $server.url).host | splitList ":" | last }}
{{- end -}}
{{- end }}

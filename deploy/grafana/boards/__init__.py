"""The four boards of Grafana as code: what each panel asks, in which unit, against which limit."""

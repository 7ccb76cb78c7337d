# Corpora for `make models`, and where its intermediate files go.
CORPORA ?= ../shared/corpora
WORK ?= build/models

.PHONY: models
models:
	python -m training.recipe $(CORPORA) $(WORK)

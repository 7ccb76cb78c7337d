"""Trees of other label schemes become the UD trees that the extractor reads.

Each sentence is written once, with the tree of the foreign scheme and the UD tree that must come out:
FORM LEMMA UPOS TAG | HEAD LABEL | UD-HEAD UD-LABEL, heads from 1, 0 for the root.
"""

from __future__ import annotations

import random
import time

import pytest

from kgraph.errors import ModelError
from kgraph.schemes import RawWord, detect, scheme_data, to_ud

TIGER = """
# active
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
empfing empfangen VERB VVFIN | 0 ROOT | 0 root
Putin Putin PROPN NE | 2 oa | 2 obj
am an ADP APPRART | 2 mo | 5 case
Freitag Freitag NOUN NN | 4 nk | 2 obl
in in ADP APPR | 2 mo | 7 case
Berlin Berlin PROPN NE | 6 nk | 2 obl

# perfect
Merkel Merkel PROPN NE | 2 sb | 4 nsubj
hat haben AUX VAFIN | 0 ROOT | 4 aux
Putin Putin PROPN NE | 4 oa | 4 obj
empfangen empfangen VERB VVPP | 2 oc | 0 root

# modal
Merkel Merkel PROPN NE | 2 sb | 4 nsubj
will wollen AUX VMFIN | 0 ROOT | 4 aux
Putin Putin PROPN NE | 4 oa | 4 obj
empfangen empfangen VERB VVINF | 2 oc | 0 root

# three verbs
Putin Putin PROPN NE | 2 sb | 3 nsubj:pass
soll sollen AUX VMFIN | 0 ROOT | 3 aux
eingeladen einladen VERB VVPP | 4 oc | 0 root
worden werden AUX VAPP | 5 oc | 3 aux:pass
sein sein AUX VAINF | 2 oc | 3 aux

# passive with agent
Putin Putin PROPN NE | 2 sb | 5 nsubj:pass
wurde werden AUX VAFIN | 0 ROOT | 5 aux:pass
von von ADP APPR | 5 sbp | 4 case
Merkel Merkel PROPN NE | 3 nk | 5 obl
empfangen empfangen VERB VVPP | 2 oc | 0 root

# passive without agent
Die der DET ART | 2 nk | 2 det
Sanktionen Sanktion NOUN NN | 3 sb | 4 nsubj:pass
wurden werden AUX VAFIN | 0 ROOT | 4 aux:pass
verlängert verlängern VERB VVPP | 3 oc | 0 root

# passive of a state
Der der DET ART | 2 nk | 2 det
Pass Pass NOUN NN | 3 sb | 4 nsubj:pass
ist sein AUX VAFIN | 0 ROOT | 4 aux:pass
gesperrt sperren VERB VVPP | 3 oc | 0 root

# perfect with sein
Merkel Merkel PROPN NE | 2 sb | 5 nsubj
ist sein AUX VAFIN | 0 ROOT | 5 aux
nach nach ADP APPR | 5 mo | 4 case
Paris Paris PROPN NE | 3 nk | 5 obl
abgereist abreisen VERB VVPP | 2 oc | 0 root

# future
Er er PRON PPER | 2 sb | 4 nsubj
wird werden AUX VAFIN | 0 ROOT | 4 aux
Rom Rom PROPN NE | 4 oa | 4 obj
besuchen besuchen VERB VVINF | 2 oc | 0 root

# separable verb
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
lud laden VERB VVFIN | 0 ROOT | 0 root
Putin Putin PROPN NE | 2 oa | 2 obj
nach nach ADP APPR | 2 mo | 5 case
Berlin Berlin PROPN NE | 4 nk | 2 obl
ein ein ADP PTKVZ | 2 svp | 2 compound:prt

# relative clause
Der der DET ART | 2 nk | 2 det
Gesandte Gesandte NOUN NN | 7 sb | 7 nsubj
, -- PUNCT $, | 2 punct | 2 punct
der der PRON PRELS | 6 sb | 6 nsubj
Putin Putin PROPN NE | 6 oa | 6 obj
traf treffen VERB VVFIN | 2 rc | 2 acl:relcl
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# relative clause with perfect
Ein ein DET ART | 2 nk | 2 det
Gesandter Gesandte NOUN NN | 7 sb | 7 nsubj
der der PRON PRELS | 6 sb | 5 nsubj
Putin Putin PROPN NE | 5 oa | 5 obj
getroffen treffen VERB VVPP | 6 oc | 2 acl:relcl
hatte haben AUX VAFIN | 2 rc | 5 aux
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# coordination of subjects
Merkel Merkel PROPN NE | 4 sb | 4 nsubj
und und CCONJ KON | 1 cd | 3 cc
Macron Macron PROPN NE | 2 cj | 1 conj
berieten beraten VERB VVFIN | 0 ROOT | 0 root

# three subjects
Merkel Merkel PROPN NE | 6 sb | 6 nsubj
, -- PUNCT $, | 1 punct | 1 punct
Macron Macron PROPN NE | 1 cj | 1 conj
und und CCONJ KON | 3 cd | 5 cc
Putin Putin PROPN NE | 4 cj | 1 conj
berieten beraten VERB VVFIN | 0 ROOT | 0 root

# coordination of verbs
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
empfing empfangen VERB VVFIN | 0 ROOT | 0 root
Putin Putin PROPN NE | 2 oa | 2 obj
und und CCONJ KON | 2 cd | 5 cc
lobte loben VERB VVFIN | 4 cj | 2 conj
Macron Macron PROPN NE | 5 oa | 5 obj

# coordination under an auxiliary
Merkel Merkel PROPN NE | 2 sb | 4 nsubj
hat haben AUX VAFIN | 0 ROOT | 4 aux
Putin Putin PROPN NE | 4 oa | 4 obj
empfangen empfangen VERB VVPP | 2 oc | 0 root
und und CCONJ KON | 4 cd | 7 cc
Macron Macron PROPN NE | 7 oa | 7 obj
gelobt loben VERB VVPP | 5 cj | 4 conj

# coordination of auxiliaries
Merkel Merkel PROPN NE | 2 sb | 4 nsubj
hat haben AUX VAFIN | 0 ROOT | 4 aux
Putin Putin PROPN NE | 4 oa | 4 obj
getroffen treffen VERB VVPP | 2 oc | 0 root
und und CCONJ KON | 2 cd | 7 cc
ist sein AUX VAFIN | 5 cj | 7 aux
abgereist abreisen VERB VVPP | 6 oc | 4 conj

# coordinated prepositions
Er er PRON PPER | 2 sb | 2 nsubj
sprach sprechen VERB VVFIN | 0 ROOT | 0 root
in in ADP APPR | 2 mo | 4 case
Rom Rom PROPN NE | 3 nk | 2 obl
und und CCONJ KON | 3 cd | 7 cc
in in ADP APPR | 5 cj | 7 case
Wien Wien PROPN NE | 6 nk | 4 conj

# title and name
Der der DET ART | 3 nk | 3 det
russische russisch ADJ ADJA | 3 nk | 3 amod
Präsident Präsident NOUN NN | 6 sb | 6 nsubj
Wladimir Wladimir PROPN NE | 5 pnc | 3 appos
Putin Putin PROPN NE | 3 nk | 4 flat
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# title below the name
Der der DET ART | 5 nk | 3 det
russische russisch ADJ ADJA | 5 nk | 3 amod
Präsident Präsident NOUN NN | 5 nk | 6 nsubj
Wladimir Wladimir PROPN NE | 5 pnc | 3 appos
Putin Putin PROPN NE | 6 sb | 4 flat
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# name without title
Angela Angela PROPN NE | 2 pnc | 3 nsubj
Merkel Merkel PROPN NE | 3 sb | 1 flat
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# loose apposition
Lawrow Lawrow PROPN NE | 7 sb | 7 nsubj
, -- PUNCT $, | 1 punct | 1 punct
der der DET ART | 5 nk | 5 det
russische russisch ADJ ADJA | 5 nk | 5 amod
Außenminister Außenminister NOUN NN | 1 app | 1 appos
, -- PUNCT $, | 1 punct | 1 punct
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# genitive
Der der DET ART | 2 nk | 2 det
Sprecher Sprecher NOUN NN | 5 sb | 5 nsubj
der der DET ART | 4 nk | 4 det
Regierung Regierung NOUN NN | 2 ag | 2 nmod
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# name in the genitive
Merkels Merkel PROPN NE | 2 ag | 2 nmod
Besuch Besuch NOUN NN | 5 sb | 5 nsubj
in in ADP APPR | 2 mnr | 4 case
Ankara Ankara PROPN NE | 3 nk | 2 nmod
endete enden VERB VVFIN | 0 ROOT | 0 root

# von instead of the genitive
Der der DET ART | 2 nk | 2 det
Besuch Besuch NOUN NN | 5 sb | 5 nsubj
von von ADP APPR | 2 pg | 4 case
Merkel Merkel PROPN NE | 3 nk | 2 nmod
endete enden VERB VVFIN | 0 ROOT | 0 root

# meeting between A and B
Das der DET ART | 2 nk | 2 det
Treffen Treffen NOUN NN | 7 sb | 7 nsubj
zwischen zwischen ADP APPR | 2 mnr | 4 case
Merkel Merkel PROPN NE | 3 nk | 2 nmod
und und CCONJ KON | 4 cd | 6 cc
Putin Putin PROPN NE | 5 cj | 4 conj
endete enden VERB VVFIN | 0 ROOT | 0 root

# control
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
forderte fordern VERB VVFIN | 0 ROOT | 0 root
Putin Putin PROPN NE | 2 oa | 2 obj
auf auf ADP PTKVZ | 2 svp | 2 compound:prt
, -- PUNCT $, | 2 punct | 2 punct
den der DET ART | 7 nk | 7 det
Angriff Angriff NOUN NN | 9 oa | 9 obj
zu zu PART PTKZU | 9 pm | 9 mark
beenden beenden VERB VVINF | 2 oc | 2 xcomp

# infinitive of a separable verb
Er er PRON PPER | 2 sb | 2 nsubj
plant planen VERB VVFIN | 0 ROOT | 0 root
abzureisen abreisen VERB VVIZU | 2 oc | 2 xcomp

# infinitive of a noun
Sein sein DET PPOSAT | 2 nk | 2 det
Plan Plan NOUN NN | 6 sb | 6 nsubj
Rom Rom PROPN NE | 5 oa | 5 obj
zu zu PART PTKZU | 5 pm | 5 mark
besuchen besuchen VERB VVINF | 2 oc | 2 acl
scheiterte scheitern VERB VVFIN | 0 ROOT | 0 root

# um zu
Er er PRON PPER | 2 sb | 2 nsubj
kam kommen VERB VVFIN | 0 ROOT | 0 root
um um SCONJ KOUI | 6 cp | 6 mark
Putin Putin PROPN NE | 6 oa | 6 obj
zu zu PART PTKZU | 6 pm | 6 mark
treffen treffen VERB VVINF | 2 mo | 2 advcl

# dass clause
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
sagte sagen VERB VVFIN | 0 ROOT | 0 root
, -- PUNCT $, | 2 punct | 2 punct
dass dass SCONJ KOUS | 6 cp | 6 mark
Putin Putin PROPN NE | 6 sb | 6 nsubj
komme kommen VERB VVFIN | 2 oc | 2 ccomp

# dass clause with perfect
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
sagte sagen VERB VVFIN | 0 ROOT | 0 root
dass dass SCONJ KOUS | 6 cp | 5 mark
Putin Putin PROPN NE | 6 sb | 5 nsubj
gekommen kommen VERB VVPP | 6 oc | 2 ccomp
sei sein AUX VAFIN | 2 oc | 5 aux

# reported speech without a conjunction
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
sagte sagen VERB VVFIN | 0 ROOT | 0 root
, -- PUNCT $, | 2 punct | 2 punct
Putin Putin PROPN NE | 5 sb | 5 nsubj
lüge lügen VERB VVFIN | 2 oc | 2 ccomp

# speech before its verb
Putin Putin PROPN NE | 2 sb | 2 nsubj
lügt lügen VERB VVFIN | 4 oc | 0 root
, -- PUNCT $, | 4 punct | 4 punct
sagte sagen VERB VVFIN | 0 ROOT | 2 parataxis
Merkel Merkel PROPN NE | 4 sb | 4 nsubj

# inserted reporting verb
Putin Putin PROPN NE | 5 sb | 5 nsubj
, -- PUNCT $, | 3 punct | 3 punct
sagte sagen VERB VVFIN | 0 ROOT | 5 parataxis
Merkel Merkel PROPN NE | 3 sb | 3 nsubj
lügt lügen VERB VVFIN | 3 rs | 0 root

# copula with a noun
Merkel Merkel PROPN NE | 2 sb | 3 nsubj
ist sein AUX VAFIN | 0 ROOT | 3 cop
Kanzlerin Kanzlerin NOUN NN | 2 pd | 0 root

# copula with an adjective
Die der DET ART | 2 nk | 2 det
Lage Lage NOUN NN | 3 sb | 4 nsubj
ist sein AUX VAFIN | 0 ROOT | 4 cop
ernst ernst ADJ ADJD | 3 pd | 0 root

# copula with a preposition
Merkel Merkel PROPN NE | 2 sb | 4 nsubj
ist sein AUX VAFIN | 0 ROOT | 4 cop
gegen gegen ADP APPR | 2 pd | 4 case
Sanktionen Sanktion NOUN NN | 3 nk | 0 root

# copula with time and place
Merkel Merkel PROPN NE | 2 sb | 6 nsubj
ist sein AUX VAFIN | 0 ROOT | 6 cop
am an ADP APPRART | 2 mo | 4 case
Freitag Freitag NOUN NN | 3 nk | 6 obl
in in ADP APPR | 2 mo | 6 case
Moskau Moskau PROPN NE | 5 nk | 0 root

# copula in the perfect
Er er PRON PPER | 2 sb | 3 nsubj
ist sein AUX VAFIN | 0 ROOT | 3 aux
Kanzler Kanzler NOUN NN | 4 pd | 0 root
gewesen sein AUX VAPP | 2 oc | 3 cop

# to become is no copula
Merz Merz PROPN NE | 2 sb | 2 nsubj
wurde werden AUX VAFIN | 0 ROOT | 0 root
Kanzler Kanzler NOUN NN | 2 pd | 2 xcomp

# dative
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
drohte drohen VERB VVFIN | 0 ROOT | 0 root
Putin Putin PROPN NE | 2 da | 2 iobj
mit mit ADP APPR | 2 op | 5 case
Sanktionen Sanktion NOUN NN | 4 nk | 2 obl

# negation
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
traf treffen VERB VVFIN | 0 ROOT | 0 root
Putin Putin PROPN NE | 2 oa | 2 obj
nicht nicht PART PTKNEG | 2 ng | 2 advmod

# negation in the perfect
Merkel Merkel PROPN NE | 2 sb | 5 nsubj
hat haben AUX VAFIN | 0 ROOT | 5 aux
Putin Putin PROPN NE | 5 oa | 5 obj
nicht nicht PART PTKNEG | 5 ng | 5 advmod
getroffen treffen VERB VVPP | 2 oc | 0 root

# reflexive
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
traf treffen VERB VVFIN | 0 ROOT | 0 root
sich sich PRON PRF | 2 oa | 2 obj
mit mit ADP APPR | 2 op | 5 case
Putin Putin PROPN NE | 4 nk | 2 obl

# adverbial clause
Er er PRON PPER | 2 sb | 2 nsubj
ging gehen VERB VVFIN | 0 ROOT | 0 root
weil weil SCONJ KOUS | 5 cp | 5 mark
Putin Putin PROPN NE | 5 sb | 5 nsubj
kam kommen VERB VVFIN | 2 mo | 2 advcl

# attributive participle
Die der DET ART | 5 nk | 5 det
von von ADP APPR | 4 sbp | 3 case
Moskau Moskau PROPN NE | 2 nk | 4 obl
unterstützten unterstützt ADJ ADJA | 5 nk | 5 amod
Rebellen Rebell NOUN NN | 6 sb | 6 nsubj
flohen fliehen VERB VVFIN | 0 ROOT | 0 root

# expletive and number
Es es PRON PPER | 2 ep | 2 expl
gab geben VERB VVFIN | 0 ROOT | 0 root
drei drei NUM CARD | 4 nk | 4 nummod
Treffen Treffen NOUN NN | 2 oa | 2 obj

# office held as
Er er PRON PPER | 2 sb | 2 nsubj
amtierte amtieren VERB VVFIN | 0 ROOT | 0 root
als als ADP KOKOM | 2 mo | 4 case
Kanzler Kanzler NOUN NN | 3 nk | 2 obl

# have with a particle is no auxiliary
Er er PRON PPER | 2 sb | 2 nsubj
hat haben AUX VAFIN | 0 ROOT | 0 root
vor vor ADP PTKVZ | 2 svp | 2 compound:prt
Rom Rom PROPN NE | 6 oa | 6 obj
zu zu PART PTKZU | 6 pm | 6 mark
besuchen besuchen VERB VVINF | 2 oc | 2 xcomp

# clause after a correlate
Merkel Merkel PROPN NE | 2 sb | 2 nsubj
drang dringen VERB VVFIN | 0 ROOT | 0 root
darauf darauf ADV PROAV | 2 op | 2 advmod
dass dass SCONJ KOUS | 6 cp | 6 mark
Putin Putin PROPN NE | 6 sb | 6 nsubj
komme kommen VERB VVFIN | 3 re | 2 ccomp

# both and
Sowohl sowohl CCONJ KON | 2 cd | 2 cc
Merkel Merkel PROPN NE | 6 sb | 6 nsubj
als als CCONJ KON | 2 cd | 5 cc
auch auch ADV ADV | 3 mo | 3 advmod
Macron Macron PROPN NE | 3 cj | 2 conj
schwiegen schweigen VERB VVFIN | 0 ROOT | 0 root

# relative clause with a preposition
Der der DET ART | 2 nk | 2 det
Mann Mann NOUN NN | 7 sb | 7 nsubj
mit mit ADP APPR | 6 op | 4 case
dem der PRON PRELS | 3 nk | 6 obl
Merkel Merkel PROPN NE | 6 sb | 6 nsubj
sprach sprechen VERB VVFIN | 2 rc | 2 acl:relcl
schwieg schweigen VERB VVFIN | 0 ROOT | 0 root

# question after a verb of saying
Er er PRON PPER | 2 sb | 2 nsubj
fragte fragen VERB VVFIN | 0 ROOT | 0 root
ob ob SCONJ KOUS | 6 cp | 5 mark
Putin Putin PROPN NE | 6 sb | 5 nsubj:pass
eingeladen einladen VERB VVPP | 6 oc | 2 ccomp
wird werden AUX VAFIN | 2 oc | 5 aux:pass

# bare noun and preposition as headline
Merkel Merkel PROPN NE | 0 ROOT | 0 root
in in ADP APPR | 1 mnr | 3 case
Kiew Kiew PROPN NE | 2 nk | 1 nmod
"""

CLEARNLP = """
# active
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
met meet VERB VBD | 0 ROOT | 0 root
Putin Putin PROPN NNP | 2 dobj | 2 obj
on on ADP IN | 2 prep | 5 case
Friday Friday PROPN NNP | 4 pobj | 2 obl
in in ADP IN | 2 prep | 7 case
Berlin Berlin PROPN NNP | 6 pobj | 2 obl

# perfect
Merkel Merkel PROPN NNP | 3 nsubj | 3 nsubj
has have AUX VBZ | 3 aux | 3 aux
met meet VERB VBN | 0 ROOT | 0 root
Putin Putin PROPN NNP | 3 dobj | 3 obj

# modal
Merkel Merkel PROPN NNP | 3 nsubj | 3 nsubj
may may AUX MD | 3 aux | 3 aux
meet meet VERB VB | 0 ROOT | 0 root
Putin Putin PROPN NNP | 3 dobj | 3 obj

# passive with agent
Putin Putin PROPN NNP | 3 nsubjpass | 3 nsubj:pass
was be AUX VBD | 3 auxpass | 3 aux:pass
received receive VERB VBN | 0 ROOT | 0 root
by by ADP IN | 3 agent | 5 case
Merkel Merkel PROPN NNP | 4 pobj | 3 obl

# passive without agent
The the DET DT | 2 det | 2 det
sanctions sanction NOUN NNS | 5 nsubjpass | 5 nsubj:pass
were be AUX VBD | 5 auxpass | 5 aux:pass
not not PART RB | 5 neg | 5 advmod
extended extend VERB VBN | 0 ROOT | 0 root

# particle
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
called call VERB VBD | 0 ROOT | 0 root
off off ADP RP | 2 prt | 2 compound:prt
the the DET DT | 5 det | 5 det
talks talk NOUN NNS | 2 dobj | 2 obj

# relative clause
The the DET DT | 2 det | 2 det
envoy envoy NOUN NN | 6 nsubj | 6 nsubj
who who PRON WP | 4 nsubj | 4 nsubj
met meet VERB VBD | 2 relcl | 2 acl:relcl
Putin Putin PROPN NNP | 4 dobj | 4 obj
left leave VERB VBD | 0 ROOT | 0 root

# coordination of subjects
Merkel Merkel PROPN NNP | 4 nsubj | 4 nsubj
and and CCONJ CC | 1 cc | 3 cc
Macron Macron PROPN NNP | 1 conj | 1 conj
talked talk VERB VBD | 0 ROOT | 0 root

# three subjects
Merkel Merkel PROPN NNP | 6 nsubj | 6 nsubj
, , PUNCT , | 1 punct | 1 punct
Macron Macron PROPN NNP | 1 conj | 1 conj
and and CCONJ CC | 3 cc | 5 cc
Putin Putin PROPN NNP | 3 conj | 1 conj
talked talk VERB VBD | 0 ROOT | 0 root

# coordination of verbs
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
met meet VERB VBD | 0 ROOT | 0 root
Putin Putin PROPN NNP | 2 dobj | 2 obj
and and CCONJ CC | 2 cc | 5 cc
praised praise VERB VBD | 2 conj | 2 conj
Macron Macron PROPN NNP | 5 dobj | 5 obj

# title and name
Russian russian ADJ JJ | 4 amod | 3 amod
President President PROPN NNP | 4 compound | 3 compound
Vladimir Vladimir PROPN NNP | 4 compound | 5 nsubj
Putin Putin PROPN NNP | 5 nsubj | 3 flat
left leave VERB VBD | 0 ROOT | 0 root

# name without title
Angela Angela PROPN NNP | 2 compound | 3 nsubj
Merkel Merkel PROPN NNP | 3 nsubj | 1 flat
left leave VERB VBD | 0 ROOT | 0 root

# a body is no person
Supreme Supreme PROPN NNP | 2 compound | 2 compound
Court Court PROPN NNP | 3 nsubj | 3 nsubj
ruled rule VERB VBD | 0 ROOT | 0 root

# loose apposition
Lavrov Lavrov PROPN NNP | 7 nsubj | 7 nsubj
, , PUNCT , | 1 punct | 1 punct
the the DET DT | 5 det | 5 det
Russian russian ADJ JJ | 5 amod | 5 amod
minister minister NOUN NN | 1 appos | 1 appos
, , PUNCT , | 1 punct | 1 punct
left leave VERB VBD | 0 ROOT | 0 root

# possessive
Merkel Merkel PROPN NNP | 3 poss | 3 nmod
's 's PART POS | 1 case | 1 case
visit visit NOUN NN | 6 nsubj | 6 nsubj
to to ADP IN | 3 prep | 5 case
Ankara Ankara PROPN NNP | 4 pobj | 3 nmod
ended end VERB VBD | 0 ROOT | 0 root

# of
The the DET DT | 2 det | 2 det
spokesman spokesman NOUN NN | 6 nsubj | 6 nsubj
of of ADP IN | 2 prep | 5 case
the the DET DT | 5 det | 5 det
army army NOUN NN | 3 pobj | 2 nmod
left leave VERB VBD | 0 ROOT | 0 root

# meeting between A and B
The the DET DT | 2 det | 2 det
meeting meeting NOUN NN | 7 nsubj | 7 nsubj
between between ADP IN | 2 prep | 4 case
Merkel Merkel PROPN NNP | 3 pobj | 2 nmod
and and CCONJ CC | 4 cc | 6 cc
Putin Putin PROPN NNP | 4 conj | 4 conj
ended end VERB VBD | 0 ROOT | 0 root

# control
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
urged urge VERB VBD | 0 ROOT | 0 root
Putin Putin PROPN NNP | 2 dobj | 2 obj
to to PART TO | 5 aux | 5 mark
leave leave VERB VB | 2 xcomp | 2 xcomp
Syria Syria PROPN NNP | 5 dobj | 5 obj

# infinitive of a noun
A a DET DT | 2 det | 2 det
plan plan NOUN NN | 6 nsubj | 6 nsubj
to to PART TO | 4 aux | 4 mark
visit visit VERB VB | 2 acl | 2 acl
Rome Rome PROPN NNP | 4 dobj | 4 obj
failed fail VERB VBD | 0 ROOT | 0 root

# that clause
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
said say VERB VBD | 0 ROOT | 0 root
that that SCONJ IN | 6 mark | 6 mark
Putin Putin PROPN NNP | 6 nsubj | 6 nsubj
would would AUX MD | 6 aux | 6 aux
come come VERB VB | 2 ccomp | 2 ccomp

# speech before its verb
Putin Putin PROPN NNP | 2 nsubj | 2 nsubj
lies lie VERB VBZ | 4 ccomp | 0 root
, , PUNCT , | 4 punct | 4 punct
said say VERB VBD | 0 ROOT | 2 parataxis
Merkel Merkel PROPN NNP | 4 nsubj | 4 nsubj

# inserted reporting verb
Putin Putin PROPN NNP | 5 nsubj | 5 nsubj
, , PUNCT , | 4 punct | 4 punct
Merkel Merkel PROPN NNP | 4 nsubj | 4 nsubj
said say VERB VBD | 5 parataxis | 5 parataxis
lies lie VERB VBZ | 0 ROOT | 0 root

# copula with a noun
Merkel Merkel PROPN NNP | 2 nsubj | 3 nsubj
is be AUX VBZ | 0 ROOT | 3 cop
chancellor chancellor NOUN NN | 2 attr | 0 root

# copula with an adjective
The the DET DT | 2 det | 2 det
situation situation NOUN NN | 3 nsubj | 4 nsubj
is be AUX VBZ | 0 ROOT | 4 cop
grave grave ADJ JJ | 3 acomp | 0 root

# copula with a preposition
Merkel Merkel PROPN NNP | 2 nsubj | 4 nsubj
is be AUX VBZ | 0 ROOT | 4 cop
in in ADP IN | 2 prep | 4 case
Berlin Berlin PROPN NNP | 3 pobj | 0 root

# copula in the perfect
He he PRON PRP | 3 nsubj | 4 nsubj
has have AUX VBZ | 3 aux | 4 aux
been be AUX VBN | 0 ROOT | 4 cop
chancellor chancellor NOUN NN | 3 attr | 0 root

# to become is no copula
Merz Merz PROPN NNP | 2 nsubj | 2 nsubj
became become VERB VBD | 0 ROOT | 0 root
chancellor chancellor NOUN NN | 2 attr | 2 xcomp

# there is
There there PRON EX | 2 expl | 2 expl
were be VERB VBD | 0 ROOT | 0 root
three three NUM CD | 4 nummod | 4 nummod
meetings meeting NOUN NNS | 2 attr | 2 nsubj

# dative
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
gave give VERB VBD | 0 ROOT | 0 root
Putin Putin PROPN NNP | 2 dative | 2 iobj
a a DET DT | 5 det | 5 det
promise promise NOUN NN | 2 dobj | 2 obj

# dative with a preposition
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
sent send VERB VBD | 0 ROOT | 0 root
aid aid NOUN NN | 2 dobj | 2 obj
to to ADP IN | 2 dative | 5 case
Kyiv Kyiv PROPN NNP | 4 pobj | 2 obl

# negation
Merkel Merkel PROPN NNP | 4 nsubj | 4 nsubj
did do AUX VBD | 4 aux | 4 aux
not not PART RB | 4 neg | 4 advmod
meet meet VERB VB | 0 ROOT | 0 root
Putin Putin PROPN NNP | 4 dobj | 4 obj

# preposition with a clause
Merkel Merkel PROPN NNP | 2 nsubj | 2 nsubj
left leave VERB VBD | 0 ROOT | 0 root
after after ADP IN | 2 prep | 4 mark
meeting meet VERB VBG | 3 pcomp | 2 advcl
Putin Putin PROPN NNP | 4 dobj | 4 obj

# two prepositions
He he PRON PRP | 2 nsubj | 2 nsubj
pulled pull VERB VBD | 0 ROOT | 0 root
out out ADP IN | 2 prep | 5 case
of of ADP IN | 3 prep | 5 case
Syria Syria PROPN NNP | 4 pobj | 2 obl

# adverbial clause and time
He he PRON PRP | 2 nsubj | 2 nsubj
left leave VERB VBD | 0 ROOT | 0 root
last last ADJ JJ | 4 amod | 4 amod
week week NOUN NN | 2 npadvmod | 2 obl
because because SCONJ IN | 7 mark | 7 mark
Putin Putin PROPN NNP | 7 nsubj | 7 nsubj
came come VERB VBD | 2 advcl | 2 advcl

# participle on a noun
Rebels rebel NOUN NNS | 5 nsubj | 5 nsubj
backed back VERB VBN | 1 acl | 1 acl
by by ADP IN | 2 agent | 4 case
Moscow Moscow PROPN NNP | 3 pobj | 2 obl
fled flee VERB VBD | 0 ROOT | 0 root

# office held as
He he PRON PRP | 2 nsubj | 2 nsubj
served serve VERB VBD | 0 ROOT | 0 root
as as ADP IN | 2 prep | 4 case
chancellor chancellor NOUN NN | 3 pobj | 2 obl

# country, title and name
US US PROPN NNP | 4 compound | 3 compound
President President PROPN NNP | 4 compound | 3 compound
Joe Joe PROPN NNP | 4 compound | 5 nsubj
Biden Biden PROPN NNP | 5 nsubj | 3 flat
left leave VERB VBD | 0 ROOT | 0 root

# according to
According accord VERB VBG | 5 prep | 3 case
to to ADP IN | 1 prep | 3 case
Lavrov Lavrov PROPN NNP | 2 pobj | 5 obl
Putin Putin PROPN NNP | 5 nsubj | 5 nsubj
left leave VERB VBD | 0 ROOT | 0 root

# coordination under a preposition
Talks talk NOUN NNS | 6 nsubj | 6 nsubj
with with ADP IN | 1 prep | 3 case
Iran Iran PROPN NNP | 2 pobj | 1 nmod
and and CCONJ CC | 3 cc | 5 cc
Iraq Iraq PROPN NNP | 3 conj | 3 conj
failed fail VERB VBD | 0 ROOT | 0 root

# coordinated prepositions
He he PRON PRP | 2 nsubj | 2 nsubj
spoke speak VERB VBD | 0 ROOT | 0 root
in in ADP IN | 2 prep | 4 case
Rome Rome PROPN NNP | 3 pobj | 2 obl
and and CCONJ CC | 3 cc | 7 cc
in in ADP IN | 3 conj | 7 case
Vienna Vienna PROPN NNP | 6 pobj | 4 conj

# both and
Both both CCONJ CC | 2 preconj | 2 cc
Merkel Merkel PROPN NNP | 5 nsubj | 5 nsubj
and and CCONJ CC | 2 cc | 4 cc
Macron Macron PROPN NNP | 2 conj | 2 conj
left leave VERB VBD | 0 ROOT | 0 root

# relative clause with a preposition
The the DET DT | 2 det | 2 det
man man NOUN NN | 7 nsubj | 7 nsubj
with with ADP IN | 6 prep | 4 case
whom whom PRON WP | 3 pobj | 6 obl
Merkel Merkel PROPN NNP | 6 nsubj | 6 nsubj
spoke speak VERB VBD | 2 relcl | 2 acl:relcl
left leave VERB VBD | 0 ROOT | 0 root

# question after a verb of saying
He he PRON PRP | 2 nsubj | 2 nsubj
asked ask VERB VBD | 0 ROOT | 0 root
whether whether SCONJ IN | 6 mark | 6 mark
Putin Putin PROPN NNP | 6 nsubjpass | 6 nsubj:pass
was be AUX VBD | 6 auxpass | 6 aux:pass
invited invite VERB VBN | 2 ccomp | 2 ccomp

# bare noun and preposition as headline
Merkel Merkel PROPN NNP | 0 ROOT | 0 root
in in ADP IN | 1 prep | 3 case
Kyiv Kyiv PROPN NNP | 2 pobj | 1 nmod
"""

Tree = list[tuple[RawWord, int, str]]


def sentences() -> list[tuple[str, str, Tree]]:
    """(scheme, name, tree) of every hand-made sentence."""
    found = []
    for scheme, block in (("tiger", TIGER), ("clearnlp", CLEARNLP)):
        for part in block.strip().split("\n\n"):
            name, *lines = part.splitlines()
            tree: Tree = []
            for i, line in enumerate(lines):
                word, raw, ud = (cell.split() for cell in line.split(" | "))
                text, lemma, upos, tag = word
                heads = [int(cell) - 1 if cell != "0" else i for cell in (raw[0], ud[0])]
                tree.append((RawWord(text, lemma, upos, tag, "", heads[0], raw[1]), heads[1], ud[1]))
            found.append((scheme, name.removeprefix("# "), tree))
    return found


def _show(words: list[RawWord], heads: list[int], labels: list[str]) -> list[str]:
    return [
        f"{w.text} {label} {'ROOT' if head == i else words[head].text}"
        for i, (w, head, label) in enumerate(zip(words, heads, labels, strict=True))
    ]


@pytest.mark.parametrize(
    ("scheme", "name", "tree"), [pytest.param(*one, id=f"{one[0]}-{one[1]}") for one in sentences()]
)
def test_construction(scheme: str, name: str, tree: Tree) -> None:
    words = [row[0] for row in tree]
    heads, labels = to_ud(scheme, words)
    assert _show(words, heads, labels) == _show(words, [row[1] for row in tree], [row[2] for row in tree])


@pytest.mark.parametrize(
    ("scheme", "name", "tree"), [pytest.param(*one, id=f"{one[0]}-{one[1]}") for one in sentences()]
)
def test_ud_stays_as_it_is(scheme: str, name: str, tree: Tree) -> None:
    """The third scheme: the expected tree itself, read as UD."""
    words = [RawWord(w.text, w.lemma, w.upos, w.tag, w.morph, head, label) for w, head, label in tree]
    assert to_ud("ud", words) == ([row[1] for row in tree], [row[2] for row in tree])


def test_root_may_be_minus_one_and_labels_may_be_capitals() -> None:
    words = [
        RawWord("Er", "er", "PRON", "", "", 1, "NSUBJ"),
        RawWord("kam", "kommen", "VERB", "", "", -1, "ROOT"),
    ]
    assert to_ud("ud", words) == ([1, 1], ["nsubj", "root"])


def test_without_tags_the_features_decide() -> None:
    words = [
        RawWord("Putin", "Putin", "PROPN", "", "", 1, "sb"),
        RawWord("wurde", "werden", "AUX", "", "VerbForm=Fin", 1, "ROOT"),
        RawWord("in", "in", "ADP", "", "", 4, "mo"),
        RawWord("Rom", "Rom", "PROPN", "", "", 2, "nk"),
        RawWord("empfangen", "empfangen", "VERB", "", "VerbForm=Part", 1, "oc"),
    ]
    assert to_ud("tiger", words) == ([4, 4, 3, 4, 4], ["nsubj:pass", "aux:pass", "case", "obl", "root"])


def test_every_label_of_a_scheme_has_a_ud_label() -> None:
    ud = set(scheme_data("ud")["labels"])
    for scheme in ("tiger", "clearnlp"):
        for label in scheme_data(scheme)["labels"]:
            for upos in ("NOUN", "PROPN", "VERB", "AUX", "ADP", "ADV", "ADJ", "DET", "PRON", "CCONJ", "PART"):
                words = [
                    RawWord("a", "a", "VERB", "", "", 0, "ROOT"), RawWord("b", "b", upos, "", "", 0, label),
                ]  # fmt: skip
                assert set(to_ud(scheme, words)[1]) <= ud, (scheme, label, upos)


@pytest.mark.parametrize("scheme", ["ud", "tiger", "clearnlp"])
def test_any_tree_gives_a_tree(scheme: str) -> None:
    chance = random.Random(11)
    labels = scheme_data(scheme)["labels"]
    uposes = [
        "NOUN",
        "PROPN",
        "VERB",
        "AUX",
        "ADP",
        "ADV",
        "ADJ",
        "DET",
        "PRON",
        "CCONJ",
        "NUM",
        "PUNCT",
        "SCONJ",
    ]
    tags = ["", "VAFIN", "VMFIN", "VVPP", "VVINF", "APPR", "KOKOM", "NN", "NE", "VBG", "TO"]
    lemmas = ["sein", "werden", "haben", "be", "x", "President"]
    known = set(scheme_data("ud")["labels"])
    for round_ in range(1500):
        count = chance.randint(1, 25)
        order = list(range(count))
        chance.shuffle(order)
        heads = [0] * count
        for place, i in enumerate(order):
            heads[i] = order[chance.randrange(place)] if place else i
        if round_ % 5 == 0:  # broken ones too: cycles, several roots, heads outside
            heads = [chance.randint(-2, count + 1) for _ in range(count)]
        words = [
            RawWord(
                "w",
                chance.choice(lemmas),
                chance.choice(uposes),
                chance.choice(tags),
                "",
                head,
                chance.choice(labels),
            )
            for head in heads
        ]
        found, deps = to_ud(scheme, words)
        assert len(found) == len(deps) == count
        assert [i for i in range(count) if found[i] == i] == [i for i in range(count) if deps[i] == "root"]
        assert sum(found[i] == i for i in range(count)) == 1
        for i in range(count):
            at, steps = i, 0
            while found[at] != at:
                at, steps = found[at], steps + 1
                assert steps <= count
        if scheme != "ud":
            assert set(deps) <= known


@pytest.mark.parametrize("scheme", ["tiger", "clearnlp"])
def test_long_sentences_take_linear_time(scheme: str) -> None:
    label = {"tiger": "cj", "clearnlp": "conj"}[scheme]
    words = [RawWord("w", "w", "PROPN", "NE", "", max(i - 1, 0), label) for i in range(3000)]
    begin = time.perf_counter()
    heads, _ = to_ud(scheme, words)
    assert time.perf_counter() - begin < 5
    assert heads == [0] * 3000


@pytest.mark.parametrize("scheme", ["ud", "tiger", "clearnlp"])
def test_detect_own_labels(scheme: str) -> None:
    assert detect(scheme_data(scheme)["labels"]) == scheme
    assert detect([*scheme_data(scheme)["labels"], "", "oc||sb", "dep"]) == scheme


@pytest.mark.parametrize(("scheme", "block"), [("tiger", TIGER), ("clearnlp", CLEARNLP)])
def test_detect_labels_in_use(scheme: str, block: str) -> None:
    rows = [line.split(" | ") for line in block.splitlines() if " | " in line]
    assert detect({row[1].split()[1] for row in rows}) == scheme
    assert detect({row[2].split()[1] for row in rows}) == "ud"


def test_detect_names_unknown_labels() -> None:
    with pytest.raises(ModelError, match="sujet"):
        detect(["sujet", "objet", "complement", "racine"])
    with pytest.raises(ModelError, match="none at all"):
        detect([])
    with pytest.raises(ModelError, match="penn"):
        to_ud("penn", [RawWord("a", "a", "NOUN", "", "", 0, "ROOT")])


def test_ud_trees_of_both_languages_cover_the_same_constructions() -> None:
    names = {
        scheme: {name for own, name, _ in sentences() if own == scheme} for scheme in ("tiger", "clearnlp")
    }
    shared = names["tiger"] & names["clearnlp"]
    assert len(shared) >= 25, sorted(names["tiger"] ^ names["clearnlp"])


def test_empty_sentence() -> None:
    assert to_ud("tiger", []) == ([], [])

"""More ways of saying who holds which office and who is of which party: `text | source | relation | target`."""

from __future__ import annotations

import pytest
from bench import Bench

LINKE, SPD, CDU = "Die Linke", "Sozialdemokratische Partei Deutschlands", "Christlich Demokratische Union"
GRUENE = "Bündnis 90/Die Grünen"

# offices: in bodies that are phrases themselves, behind the name, of several at once, by a term, by a seat, by a town
GERMAN = """
Der Sprecher des estnischen Außenministeriums, Jaan Tamm, kam. | Jaan Tamm | REPRESENTS | Estnisches Außenministerium
Kommandeur Jaan Tamm von der ukrainischen Armee kam. | Jaan Tamm | HOLDS_OFFICE | Ukrainische Armee
Präsident Jaan Tamm aus Estland traf die Königin. | Jaan Tamm | HOLDS_OFFICE | Estland
Die Außenminister von Estland und Lettland, Jaan Tamm und Juris Ozols, kamen. | Juris Ozols | HOLDS_OFFICE | Lettland
Die Präsidenten Jaan Tamm (Estland) und Juris Ozols (Lettland) kamen. | Juris Ozols | HOLDS_OFFICE | Lettland
Am Ende ihrer Amtszeit als Präsidentin Estlands kam Jana Tamm nach Bonn. | Jana Tamm | HOLDS_OFFICE | Estland
Seit dem Amtsantritt von Jana Tamm als Präsidentin Estlands ist es ruhig. | Jana Tamm | HOLDS_OFFICE | Estland
Jana Tamm hat ihren Rücktritt als Präsidentin Estlands erklärt. | Jana Tamm | HOLDS_OFFICE | Estland
Jana Tamm ist schon seit 2004 CDU-Vorsitzende. | Jana Tamm | HOLDS_OFFICE | {CDU}
Der estnische Premier Jaan Tamm ging. Präsidentin Kadri Saar blieb. | Kadri Saar | HOLDS_OFFICE | Estland
Die Premierministerin des Bundesstaates Westmark, Anna Weir, kam. | Anna Weir | HOLDS_OFFICE | Westmark
Jana Tamm ist Bundesministerin der Justiz. Deutschland wartet. | Jana Tamm | HOLDS_OFFICE | Deutschland
Der Wiener Bürgermeister Egon Holl kam. | Egon Holl | HOLDS_OFFICE | Wien
Die Hamburger Bildungssenatorin Petra Hahn kam. | Petra Hahn | HOLDS_OFFICE | Hamburg
Der CDU-Bundestagsabgeordnete Egon Holl kam. | Egon Holl | HOLDS_OFFICE | Deutscher Bundestag
Egon Holl, Mitglied des Bundestags, kam. | Egon Holl | HOLDS_OFFICE | Deutscher Bundestag
Der Chef der SPD heißt Egon Holl. | Egon Holl | HOLDS_OFFICE | {SPD}
Die SPD wählte Egon Holl und Petra Hahn zu Vorsitzenden. | Egon Holl | HOLDS_OFFICE | {SPD}
Die beiden Vorsitzenden der SPD, Egon Holl und Petra Hahn, kamen. | Petra Hahn | HOLDS_OFFICE | {SPD}
Die SPD feierte. Deren Vorsitzender Egon Holl kam. | Egon Holl | HOLDS_OFFICE | {SPD}
Die SPD feierte. Fraktionschef Egon Holl kam. | Egon Holl | HOLDS_OFFICE | {SPD}
Hessens SPD-Landeschef Egon Holl kam. | Egon Holl | HOLDS_OFFICE | {SPD}
Estland hat eine neue Präsidentin: Kadri Saar. | Kadri Saar | HOLDS_OFFICE | Estland
Die SPD bekommt mit Petra Hahn eine neue Vorsitzende. | Petra Hahn | HOLDS_OFFICE | {SPD}
Der Iran hat einen neuen Obersten Führer: Ali Rahimi. | Ali Rahimi | HOLDS_OFFICE | Iran
Egon Holl wird der neue Oberbürgermeister der Landeshauptstadt Jena. | Egon Holl | HOLDS_OFFICE | Jena
Es kam Vuk Samar, der für das Kosovo zuständige serbische Minister. | Vuk Samar | HOLDS_OFFICE | Serbien
In der Schweiz sprach Nationalrat Urs Meier. | Urs Meier | HOLDS_OFFICE | Nationalrat
Das Europaparlament tagt. Parlamentspräsidentin Ana Lopes kam. | Ana Lopes | HOLDS_OFFICE | Europäisches Parlament
Perus Premier reiste nach Chile, wo er Präsident Luis Soto traf. | Luis Soto | HOLDS_OFFICE | Chile
Dort traf er Marine Duval vom Front National. | Marine Duval | MEMBER_OF | Rassemblement National
Der Sicherheitsrat der Vereinten Nationen tagte. | UN-Sicherheitsrat | PART_OF | Vereinte Nationen
Die Revolutionsgarden des Iran drohten Israel. | Islamische Revolutionsgarden | PART_OF | Iran
Der ukrainische Sicherheitsrat warnte Moskau. | Ukrainischer Sicherheitsrat | PART_OF | Ukraine
Der Fall des Greenpeace-Journalisten Juan Wills ist offen. | Juan Wills | HOLDS_OFFICE | Greenpeace
Der Militärführer Frank Baina schwieg in Fidschi. Fidschi hofft. | Frank Baina | HOLDS_OFFICE | Fidschi
Petra Hahn und Egon Holl warnten davor. Die SPD-Politikerin lobte Estland. | Petra Hahn | MEMBER_OF | {SPD}
Egon Holl wechselte von der CDU zur SPD. | Egon Holl | MEMBER_OF | {SPD}
Egon Holl sitzt seit 2013 im Bundestag. | Egon Holl | HOLDS_OFFICE | Deutscher Bundestag
Merz-Berater Egon Holl wies das zurück. | Egon Holl | ADVISES | Friedrich Merz
Als SPD-Mitglied kennt Egon Holl die Partei. | Egon Holl | MEMBER_OF | {SPD}
Grönland ist ein Teil Dänemarks. | Grönland | PART_OF | Dänemark
Greenpeace-Meeresexpertin Petra Hahn kam. | Petra Hahn | REPRESENTS | Greenpeace
Petra Hahn, eine Waldexpertin des WWF, warnte davor. | Petra Hahn | REPRESENTS | WWF
Der Agrarexperte von Greenpeace, Egon Holl, warnte davor. | Egon Holl | REPRESENTS | Greenpeace
Egon Holl ist Korrespondent der BBC. | Egon Holl | HOLDS_OFFICE | BBC
Chefanalyst Egon Holl von der Deutschen Bank warnte davor. | Egon Holl | HOLDS_OFFICE | Deutsche Bank
Egon Holl ist seit 2019 Vorstandssprecher der Deutschen Bank. | Egon Holl | HOLDS_OFFICE | Deutsche Bank
Petra Hahn, Aufsichtsratsmitglied der Deutschen Bank, kam. | Petra Hahn | HOLDS_OFFICE | Deutsche Bank
Petra Hahn ist Mitglied im Aufsichtsrat der Deutschen Bank. | Petra Hahn | HOLDS_OFFICE | Deutsche Bank
Der estnische Tierschutzbeauftragte Jaan Tamm kam. | Jaan Tamm | HOLDS_OFFICE | Estland
Estland wählt. Digitalisierungsminister Jaan Tamm kam. | Jaan Tamm | HOLDS_OFFICE | Estland
Der Landtag in Hessen tagt. Innenminister Egon Holl (CDU) kam. | Egon Holl | HOLDS_OFFICE | Hessen
Der Bundestag tagt. Der Abgeordnete Egon Holl sprach. | Egon Holl | HOLDS_OFFICE | Deutscher Bundestag
Der Vorsitzende des Bundestags-Haushaltsausschusses, Egon Holl, kam. | Egon Holl | HOLDS_OFFICE | Deutscher Bundestag
Das Landgericht Jena tagte. Richter Egon Holl sprach. | Egon Holl | HOLDS_OFFICE | Landgericht Jena
Der Sprecher des Repräsentantenhauses, Adam Weir, kam. | Adam Weir | HOLDS_OFFICE | US-Repräsentantenhaus
Anna Weir, die Gouverneurin des US-Bundesstaates Iowa, kam. | Anna Weir | HOLDS_OFFICE | Iowa
Der Gouverneur des Bundesstaates Iowa, Adam Weir reiste ab. | Adam Weir | HOLDS_OFFICE | Iowa
Es fehlte der estnische Gesandte in Peru, der Jurist Jaan Tamm. | Jaan Tamm | REPRESENTS | Estland
Der Talibanführer Halim Rahim kam. | Halim Rahim | HOLDS_OFFICE | Taliban
Amnesty International-Sprecherin Petra Hahn kam. | Petra Hahn | REPRESENTS | Amnesty International
Der estnische Minister Jaan Tamm ging. 2004 war er Staatspräsident. | Jaan Tamm | HOLDS_OFFICE | Estland
Die neue Regierung unter Friedrich Merz spart. | Friedrich Merz | HOLDS_OFFICE | Deutschland
Jaan Tamm führt die estnische Regierung. | Jaan Tamm | HOLDS_OFFICE | Estland
Bei dem Angriff wurde Halim Rahim getötet, der Anführer der Taliban. | Halim Rahim | HOLDS_OFFICE | Taliban
Dagegen ist Petra Hahn, Leiterin der Abteilung Neue Medien bei der BBC. | Petra Hahn | HOLDS_OFFICE | BBC
Petra Hahn bleibt als Abgeordnete im Bundestag. | Petra Hahn | HOLDS_OFFICE | Deutscher Bundestag
Das Landgericht Jena tagte. Der Vorsitzende Richter, Egon Holl, sprach. | Egon Holl | HOLDS_OFFICE | Landgericht Jena
Seit dem Amtsantritt von Jana Tamm (SPD) als Präsidentin Estlands ist es ruhig. | Jana Tamm | HOLDS_OFFICE | Estland
Petra Hahn saß im Aufsichtsrat der Deutschen Bank. | Petra Hahn | HOLDS_OFFICE | Deutsche Bank
Petra Hahn gehört dem Vorstand der Deutschen Bank an. | Petra Hahn | HOLDS_OFFICE | Deutsche Bank
Jaan Tamm wechselt ins estnische Finanzministerium. | Jaan Tamm | HOLDS_OFFICE | Estnisches Finanzministerium
Das sagte Verhandlungsführer Egon Holl von der Gewerkschaft ver.di. | Egon Holl | REPRESENTS | Verdi
Das sagte die verdi-Sprecherin Petra Hahn. | Petra Hahn | REPRESENTS | Verdi
Die Universität Jena prüft. Universitätspräsidentin Petra Hahn sprach. | Petra Hahn | HOLDS_OFFICE | Universität Jena
Egon Holl stieg zum Anführer der Hamas auf. | Egon Holl | HOLDS_OFFICE | Hamas
Petra Hahn bat im Namen der SPD um Geduld. | Petra Hahn | REPRESENTS | {SPD}
Stellvertretend für Greenpeace dankte Petra Hahn den Helfern. | Petra Hahn | REPRESENTS | Greenpeace
Egon Holl, einer der Gründer der BBC, kam. | Egon Holl | HOLDS_OFFICE | BBC
Petra Hahn ist eine der Sprecherinnen von Greenpeace. | Petra Hahn | REPRESENTS | Greenpeace
Die innenpolitische Sprecherin Petra Hahn (SPD) kam. | Petra Hahn | REPRESENTS | {SPD}
Der Sprecher der grünen Bundestagsfraktion Egon Holl kam. Deutschland wartet. | Egon Holl | REPRESENTS | {GRUENE}
Das sagte Berlins Wirtschaftssenatorin Petra Hahn. | Petra Hahn | HOLDS_OFFICE | Berlin
visitNova-Chefin Petra Hahn kam. | Petra Hahn | HOLDS_OFFICE | visitNova
Siemens wächst. Siemens baut. Siemens spart. BMW klagt. Firmenchef Jan Holl kam. | Jan Holl | HOLDS_OFFICE | Siemens
Ein Berater von Friedrich Merz floh. Es war der Berater Egon Holl. | Egon Holl | ADVISES | Friedrich Merz
Petra Hahn (SPD) kam. Es regnete. Man aß. Parteichefin Hahn lobte CDU und FDP. | Petra Hahn | HOLDS_OFFICE | {SPD}
Das sagte Petra Hahn, Geschäftsführerin des KBX. | Petra Hahn | HOLDS_OFFICE | KBX
Der Führer der estnischen Russen, Vuk Samar, kam. | Vuk Samar | HOLDS_OFFICE | Estnische Russen
Das sagte der Sprecher der „Tafelrunde“, Egon Holl. | Egon Holl | REPRESENTS | Tafelrunde
Der Brite Peter Mandelson wurde zum US-Botschafter ernannt. | Peter Mandelson | REPRESENTS | Großbritannien
Der Verbandschef Egon Holl vom Deutschen Imkerverband kam. | Egon Holl | HOLDS_OFFICE | Deutscher Imkerverband
Petra Hahn von Greenpeace warnte davor. | Petra Hahn | MEMBER_OF | Greenpeace
Egon Holl und Petra Hahn (beide SPD) kamen. | Egon Holl | MEMBER_OF | {SPD}
Ministerin Petra Hahn, Minister Egon Holl und Sprecher Tom Rau (alle SPD) kamen. | Petra Hahn | MEMBER_OF | {SPD}
Egon Holl (SPD/Jena) kam. | Egon Holl | MEMBER_OF | {SPD}
Egon Holl (SPD), amtierender hessischer Ministerpräsident, kam. | Egon Holl | HOLDS_OFFICE | Hessen
Der Bundespräsident (Egon Holl) kam. | Egon Holl | HOLDS_OFFICE | Deutschland
Bundesverkehrsministerin Petra Hahn kam. | Petra Hahn | HOLDS_OFFICE | Deutschland
Die Fraktionschefin der Grünen, Petra Hahn, kam. | Petra Hahn | HOLDS_OFFICE | {GRUENE}
Egon Holl ist seit 2. Mai 2008 Ministerpräsident des Freistaats Sachsen. | Egon Holl | HOLDS_OFFICE | Sachsen
Petra Hahn, Chefin der estnischen Bürgerinitiative Greenpeace, kam. | Petra Hahn | HOLDS_OFFICE | Greenpeace
Der Leiter des Impfprogramms der WHO, Egon Holl, kam. | Egon Holl | HOLDS_OFFICE | Weltgesundheitsorganisation
Petra Hahn, Sprecherin der UN-Büros in Jena, kam. | Petra Hahn | REPRESENTS | Vereinte Nationen
Petra Hahn, die Sprecherin für die gesamte Agrar- und Fischereipolitik der SPD, kam. | Petra Hahn | REPRESENTS | {SPD}
Der Gouverneur der Bank of Nowhere, Egon Holl, kam. | Egon Holl | HOLDS_OFFICE | Bank of Nowhere
Bei dem Angriff wurde Ali Rahimi getötet, der Anführer der Hamas. | Ali Rahimi | HOLDS_OFFICE | Hamas
Der frühere IG Metall-Vorsitzende Egon Holl kam. | Egon Holl | HOLDS_OFFICE | IG Metall
Der Regierende Bürgermeister Egon Holl kam. | Egon Holl | HOLDS_OFFICE | Berlin
Hamburg baut. In Hamburg wartet man. In Hamburg kam Bausenatorin Petra Hahn. | Petra Hahn | HOLDS_OFFICE | Hamburg
Nebraska-Gouverneurin Petra Hahn kam. | Petra Hahn | HOLDS_OFFICE | Nebraska
Im Bundesstaat Westmark brennt es. Gouverneur Egon Holl kam. | Egon Holl | HOLDS_OFFICE | Westmark
Gouverneur Egon Holl aus Westmark kam. | Egon Holl | HOLDS_OFFICE | Westmark
Die Deutsche Bank spart. Konzernchef Egon Holl kam. | Egon Holl | HOLDS_OFFICE | Deutsche Bank
Greenpeace warnte Shell. Die Chefin der Organisation, Petra Hahn, kam. | Petra Hahn | HOLDS_OFFICE | Greenpeace
Das Umweltbundesamt warnt. Der Vizepräsident des Amtes, Egon Holl, kam. | Egon Holl | HOLDS_OFFICE | Umweltbundesamt
Egon Holl, Präsident des Landesumweltamtes, kam. | Egon Holl | HOLDS_OFFICE | Landesumweltamt
Die Leiterin der UN-Verwaltung, Petra Hahn, kam. | Petra Hahn | HOLDS_OFFICE | Vereinte Nationen
Deutschland wartet. Egon Holl trat vom Amt des Außenministers zurück. | Egon Holl | HOLDS_OFFICE | Deutschland
Petra Hahn will auf das Amt der Vorsitzenden der SPD verzichten. | Petra Hahn | HOLDS_OFFICE | {SPD}
Ihren ersten Besuch als Bundespräsidentin machte Petra Hahn in Estland. | Petra Hahn | HOLDS_OFFICE | Deutschland
Ex-Gouverneur von Nebraska Egon Holl kam. | Egon Holl | HOLDS_OFFICE | Nebraska
Egon Holl, der frühere Gouverneur Nebraskas, kam. | Egon Holl | HOLDS_OFFICE | Nebraska
Egon Holl, Vorsitzender des Ständigen Ausschusses, kam. | Egon Holl | HOLDS_OFFICE | Ständiger Ausschuss
Berlins Polizeipräsidentin Petra Hahn kam. | Petra Hahn | HOLDS_OFFICE | Berlin
Die Regierung in Sachsen – eine Koalition aus SPD und CDU – möchte sparen. | {SPD} | MEMBER_OF | Sachsen
Petra Hahn, die 2019 Chefin der Grünen wurde, kam. | Petra Hahn | HOLDS_OFFICE | {GRUENE}
Nach der Wahl bildete die CDU eine Koalition mit der SPD. | {CDU} | MEMBER_OF | Bundesregierung (Deutschland)
Die Koalition aus SPD und Grünen senkte die Steuern. | {GRUENE} | MEMBER_OF | Bundesregierung (Deutschland)
In Sachsen regiert die CDU mit der SPD. | {SPD} | MEMBER_OF | Sachsen
Das Hamburger Gesundheitsamt warnte Estland. | Hamburger Gesundheitsamt | PART_OF | Hamburg
Der Brandenburger Landtag lehnte das ab. | Brandenburger Landtag | PART_OF | Brandenburg
Egon Holl, SPD, widersprach. | Egon Holl | MEMBER_OF | {SPD}
Deutschland streitet. Die grüne Abgeordnete Petra Hahn kam. | Petra Hahn | MEMBER_OF | {GRUENE}
Der republikanische US-Senator Tom Rau kam. | Tom Rau | MEMBER_OF | Republikanische Partei
SPD-Leute wie Egon Holl und Petra Hahn kamen. | Petra Hahn | MEMBER_OF | {SPD}
Egon Holl (SPD) kam. Seine Parteifreundin Petra Hahn fehlte. | Petra Hahn | MEMBER_OF | {SPD}
Egon Holl stritt mit seiner Partei, der SPD. | Egon Holl | MEMBER_OF | {SPD}
Die Bundesregierung aus CDU und SPD senkte die Steuern. | {CDU} | MEMBER_OF | Deutschland
Kanzlerin Petra Hahn führt eine Koalition aus CDU und SPD. | {SPD} | MEMBER_OF | Bundesregierung (Deutschland)
Deutschland wartet auf den Entwurf der Koalition aus SPD und CDU. | {CDU} | MEMBER_OF | Bundesregierung (Deutschland)
Die britische Labour-Regierung lud Estland ein. | Labour-Partei | MEMBER_OF | Großbritannien
Die Gruppe „Blaues Bündnis“ aus SPD und FDP lobte Estland. | {SPD} | MEMBER_OF | Blaues Bündnis
Ida Lund von der Nordischen Union lobte Estland. | Ida Lund | MEMBER_OF | Nordische Union
Der Kurde Karim Rahimi lobte Estland. | Karim Rahimi | MEMBER_OF | Kurden
Die Fidesz der früheren Ministerin Petra Hahn verlor. | Petra Hahn | MEMBER_OF | Fidesz
Egon Holl zögert. Die Holl-Partei Fidesz verlor. | Egon Holl | MEMBER_OF | Fidesz
Im Saal hält Petra Hahn von der SPD wenig von dem Plan. | Petra Hahn | MEMBER_OF | {SPD}
Mit Stimmen können Egon Holl von der SPD, Petra Hahn von der CDU rechnen. | Egon Holl | MEMBER_OF | {SPD}
Tom Rau stritt in den USA. Der republikanische Politiker zögerte. | Tom Rau | MEMBER_OF | Republikanische Partei
Der Hafenausschuss des Bundestags tagte. | Hafenausschuss (Deutscher Bundestag) | PART_OF | Deutscher Bundestag
Der Ältestenausschuss im Senat der USA tagte. | Ältestenausschuss im Senat | PART_OF | US-Senat
Frankreich wählt. Der Sozialist Jean Dupont verlor. | Jean Dupont | MEMBER_OF | Parti socialiste
Deutschland wählt. Die grüne Petra Hahn verlor. | Petra Hahn | MEMBER_OF | {GRUENE}
Der CDU-Hafenexperte im Landtag, Egon Holl, widersprach. | Egon Holl | MEMBER_OF | {CDU}
Schweden ist damit das 32. Mitglied der Nato geworden. | Schweden | MEMBER_OF | NATO
Mit dem Beitritt Schwedens in die Nato rechnet man. | Schweden | MEMBER_OF | NATO
Petra Hahn vom Arbeitskreis Hafenbau zögerte. | Petra Hahn | MEMBER_OF | Arbeitskreis Hafenbau
Die Linksfraktion lobte Estland. | Die Linke | SUPPORT | Estland
Heute tagt der Ständige Ausschuss der Unesco. | Ständiger Ausschuss der Unesco | PART_OF | UNESCO
Der hessische Verfassungsschutz tagte. | Hessischer Verfassungsschutz | PART_OF | Hessen
Die russische Teilrepublik Tschetschenien wartet. | Tschetschenien | PART_OF | Russland
Estland lobte den UN-Ausschuss für Häfen. | UN-Ausschuss (Vereinte Nationen) | PART_OF | Vereinte Nationen
Es tagte der Unesco-Verwaltungsrat | Unesco-Verwaltungsrat (UNESCO) | PART_OF | UNESCO
Die Cobra GmbH ist das Schiedsgericht der Lufthansa. | Cobra GmbH | PART_OF | Lufthansa
Der Aufsichtsrat der Lufthansa tagte. | Aufsichtsrat der Lufthansa | PART_OF | Lufthansa
Das Büro für freie Häfen der Unesco lobte Estland. | Büro für freie Häfen der Unesco | PART_OF | UNESCO
Der Bundestagsausschuss tagte. | Bundestagsausschuss (Deutscher Bundestag) | PART_OF | Deutscher Bundestag
Die Lufthansa-Tochter Eurowings streicht Flüge. | Eurowings | PART_OF | Lufthansa
Flüge der Lufthansa-Töchter Swiss, Eurowings und Discover fallen aus. | Eurowings | PART_OF | Lufthansa
YouTube, eine Tochter von Google, löschte das Video. | YouTube | PART_OF | Google
Google und seine Tochter YouTube lobten Estland. | YouTube | PART_OF | Google
Der bewaffnete Arm der Hamas, die Kassam-Brigaden, schwieg. | Kassam-Brigaden | PART_OF | Hamas
Die Jugendorganisation der CDU, die Junge Union, lehnt das ab. | Junge Union | PART_OF | {CDU}
Die Junge Union ist die Jugendorganisation der CDU. | Junge Union | PART_OF | {CDU}
Die Unicef ist eine UN-Organisation. | UN-Kinderhilfswerk | PART_OF | Vereinte Nationen
Der Sender BBC World Service ist Teil der BBC. | BBC World Service | PART_OF | BBC
Das Hafenamt der Vereinten Nationen tagte. | Hafenamt der Vereinten Nationen | PART_OF | Vereinte Nationen
Das „National Harbour Centre“ der USA warnte davor. | National Harbour Centre | PART_OF | USA
Der SPD-Abgeordnete und Hafenexperte Egon Holl zögerte. | Egon Holl | MEMBER_OF | {SPD}
Der Linkspolitiker Egon Holl zögerte. | Egon Holl | MEMBER_OF | Die Linke
Die frühere RAF-Terroristin Petra Hahn zögerte. | Petra Hahn | MEMBER_OF | Rote Armee Fraktion
Egon Holl gehörte zum Führungszirkel der Hamas. | Egon Holl | MEMBER_OF | Hamas
Die Sicherheitsratsmitglieder China und Estland zögerten. | Estland | MEMBER_OF | UN-Sicherheitsrat
Ungarn und Polen, beide Mitglieder der Nato, zögerten. | Polen | MEMBER_OF | NATO
Als Mitglied der Nato muss Ungarn zustimmen. | Ungarn | MEMBER_OF | NATO
Siemens ist Mitglied von Transparency International. | Siemens | MEMBER_OF | Transparency International
Die Türkei liegt günstig und ist ein Nato-Partner. | Türkei | MEMBER_OF | NATO
Das Brandenburger Innenministerium warnte davor. | Innenministerium (Brandenburg) | PART_OF | Brandenburg
Das UN-Büro zur Koordinierung von Hilfe (OCHA) warnte davor. | UN-Nothilfebüro | PART_OF | Vereinte Nationen
Das Kommissariat 12 der Berliner Polizei ermittelt. | Kommissariat 12 der Berliner Polizei | PART_OF | Polizei (Berlin)
Der spanische Zivilschutz warnte davor. | Spanischer Zivilschutz | PART_OF | Spanien
Es heißt, dass der Naval Port Service, eine Hafenbehörde der USA, ermittelt. | Naval Port Service | PART_OF | USA
"""

ENGLISH = """
Anna Weir has led the Estonian government since May. | Anna Weir | HOLDS_OFFICE | Estland
Tom Rau, a special envoy of US President Donald Trump, arrived. | Tom Rau | REPRESENTS | Donald Trump
Anna Weir apologised on behalf of the Labour Party. | Anna Weir | REPRESENTS | Labour-Partei
Anna Weir, a forest expert at Greenpeace, warned of it. | Anna Weir | REPRESENTS | Greenpeace
Greenpeace expert Anna Weir warned of it. | Anna Weir | REPRESENTS | Greenpeace
Tom Rau, one of the founders of Greenpeace, arrived. | Tom Rau | HOLDS_OFFICE | Greenpeace
Anna Weir sits on the board of Deutsche Bank. | Anna Weir | HOLDS_OFFICE | Deutsche Bank
President Jaan Tamm of Estonia arrived. | Jaan Tamm | HOLDS_OFFICE | Estland
Finance ministers Jaan Tamm of Estonia and Juris Ozols of Latvia met. | Juris Ozols | HOLDS_OFFICE | Lettland
New York Mayor Tom Rau spoke. | Tom Rau | HOLDS_OFFICE | New York
Tom Rau, R-Ohio, criticised the plan. | Tom Rau | MEMBER_OF | Republikanische Partei
Republicans Tom Rau and Ann Weir criticised the plan. | Ann Weir | MEMBER_OF | Republikanische Partei
Hans Vogel, a lawmaker with the far-right AfD, spoke. | Hans Vogel | MEMBER_OF | Alternative für Deutschland
Egon Holl was elected leader of the SPD. | {SPD} | APPOINT | Egon Holl
Egon Holl was expelled from the SPD. | Egon Holl | MEMBER_OF | {SPD}
Hungary, a member of the European Union, objected. | Ungarn | MEMBER_OF | Europäische Union
EU member states such as Hungary and Slovakia objected. | Slowakei | MEMBER_OF | Europäische Union
The president (Egon Holl) said that Germany would wait. | Egon Holl | HOLDS_OFFICE | Deutschland
Egon Holl (SPD), acting premier of Saxony, came. | Egon Holl | HOLDS_OFFICE | Sachsen
Ali Rahimi was killed, the leader of Hamas. | Ali Rahimi | HOLDS_OFFICE | Hamas
Iran's Supreme Leader, Ayatollah Ali Rahimi, was killed. | Ali Rahimi | HOLDS_OFFICE | Iran
Green Rivers Alliance chairman Tom Rau came. | Tom Rau | HOLDS_OFFICE | Green Rivers Alliance
visitNorford CEO Ann Weir came. | Ann Weir | HOLDS_OFFICE | visitNorford
Siemens saves. Company chief Egon Holl came. | Egon Holl | HOLDS_OFFICE | Siemens
The head of the vaccine programme of the European Union, Egon Holl, came. | Egon Holl | HOLDS_OFFICE | Europäische Union
In the state of Westmark houses fell. Governor Ann Weir came. | Ann Weir | HOLDS_OFFICE | Westmark
Governing Mayor Egon Holl came. | Egon Holl | HOLDS_OFFICE | Berlin
In Saxony, the CDU governs with the SPD. | {CDU} | MEMBER_OF | Sachsen
The coalition of CDU and SPD raised taxes. | {SPD} | MEMBER_OF | Bundesregierung (Deutschland)
Iran's Revolutionary Guards threatened Israel. | Islamische Revolutionsgarden | PART_OF | Iran
The port committee of the Bundestag met. | port committee of the Bundestag | PART_OF | Deutscher Bundestag
The Labour government praised Estonia. | Labour-Partei | MEMBER_OF | Großbritannien
"""

NOTHING = """
Als künftigem Präsidenten gab ihm Österreich wenig Kredit. | HOLDS_OFFICE
Der Machthaber der früheren niederländischen Kolonie, Desi Boot, kam. | HOLDS_OFFICE
Das verlangte Egon Holl von der SPD. | MEMBER_OF
Zwei Abgeordnete der Koalition, Egon Holl und Petra Hahn, kamen. Deutschland streitet. | HOLDS_OFFICE
Der EU-Politiker Egon Holl kam. | MEMBER_OF
Der Greenpeace-Kritiker Egon Holl kam. | HOLDS_OFFICE
Die Koalition aus SPD und Grünen zerbrach. | MEMBER_OF
Die Grünen wollen mit der CDU eine Koalition bilden. | MEMBER_OF
Egon Holl (Hessen) kam. | REPRESENTS
Der Schweriner Landtag tagte. | PART_OF
Beim Aussprechen der Warnung der SPD fehlte Egon Holl. | REPRESENTS
Die schwedischen Teamkolleginnen Petra Hahn und Ida Lund siegten. | HOLDS_OFFICE
Der Diplomat Egon Holl kam. Estland wartet. | REPRESENTS
Die Klimaaktivistin Greta Thunberg kam. | MEMBER_OF
Das US-Magazin Kompass lobte Estland. | PART_OF
Estland ersetzte den Leiter seiner Delegation durch Egon Holl. | DISMISS
Das Landgericht Köln tagte. | PART_OF
Die Energieaufsichtsbehörde Nova warnte. | PART_OF
Siemens und BMW sparen. Konzernchef Egon Holl kam. | HOLDS_OFFICE
Estland lobte die Bildung der Koalition aus CDU und SPD. | MEMBER_OF
Petra Hahn führt eine Koalition aus CDU und SPD. | HOLDS_OFFICE
Die frühere Labour-Regierung lud Estland ein. | MEMBER_OF
Das US-Institut Nova lobte Estland. | PART_OF
Petra Hahn von der Universität Bonn lobte Estland. | REPRESENTS
Ein Londoner Gericht verurteilte Egon Holl. | PART_OF
Die Münchener Polizei warnte Egon Holl. | PART_OF
Die Bank of England warnte Estland. | PART_OF
Die Vorsitzende der Linken Petra Hahn warnte Estland. | MEMBER_OF
Das Treffen fand im Büro der Unesco statt. | PART_OF
Die Trump-Tochter Ivanka lobte Estland. | PART_OF
Deutschland wartet. Die rot-grüne Landesregierung tagte. | PART_OF
Petra Hahn, die Tochter von Donald Trump, lobte Estland. | PART_OF
Schweden wird Mitglied der Nato. | MEMBER_OF
Petra Hahn vom Arbeitskreis Hafenbau forderte Hilfe. | REQUEST
Ein Gericht in Warschau verurteilte Egon Holl. | PART_OF
Kritik kam von Egon Holl, SPD, Grünen und Linken in Deutschland. | MEMBER_OF
"""


def _rows(table: str) -> list[list[str]]:
    filled = table.format(LINKE=LINKE, SPD=SPD, CDU=CDU, GRUENE=GRUENE)
    return [[cell.strip() for cell in row.split("|")] for row in filled.strip().splitlines()]


@pytest.mark.parametrize(("text", "source", "relation", "target"), _rows(GERMAN))
def test_german(bench: Bench, text: str, source: str, relation: str, target: str) -> None:
    assert (source, relation, target) in bench.triples(text)


@pytest.mark.parametrize(("text", "source", "relation", "target"), _rows(ENGLISH))
def test_english(bench: Bench, text: str, source: str, relation: str, target: str) -> None:
    assert (source, relation, target) in bench.triples(text, "en")


def test_a_minister_is_none_of_her_counterparts_state(bench: Bench) -> None:
    found = bench.triples(
        "Ministerin Petra Hahn und ihr französischer Amtskollege Jean Dupont trafen sich in Paris."
    )
    assert ("Petra Hahn", "HOLDS_OFFICE", "Frankreich") not in found
    assert [row for row in found if row[1] == "HOLDS_OFFICE"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Kanzler Egon Holl führt eine Koalition aus CDU und SPD.", f"Egon Holl HOLDS_OFFICE {CDU}"),
        ("Der irakische Ministerpräsident Nuri Kasim kam. Der US-Präsident schwieg.", "Nuri Kasim HOLDS_OFFICE USA"),
        ("Greenpeace-Sprecherin Petra Hahn kam. Die Sprecherin Estlands rief an.", "Petra Hahn REPRESENTS Estland"),
        ("Estland lobt den Präsidenten. Der Ko-Präsident des Gipfels ist Luis Soto. Der estnische Präsident kam.",
         "Luis Soto HOLDS_OFFICE Estland"),
        ("Estlands Premierminister Jaan Tamm floh. Premierministerin Anna Weir kam.", "Anna Weir HOLDS_OFFICE Estland"),
        ("Monaco trauert. Rainer war der dienstälteste Monarch Europas.", "Europas HOLDS_OFFICE Monaco"),
        ("Redakteur Egon Holl erzählte der BBC davon.", "Egon Holl HOLDS_OFFICE BBC"),
        ("Der Landtag in Hessen tagt. Außenminister Egon Holl (CDU) kam.", "Egon Holl HOLDS_OFFICE Hessen"),
        ("Der Bundestag und der Landtag in Hessen tagen. Der Abgeordnete Egon Holl sprach.",
         "Egon Holl HOLDS_OFFICE Deutscher Bundestag"),
    ],
)  # fmt: skip
def test_offices_of_others(bench: Bench, text: str, statement: str) -> None:
    assert statement not in bench.told(text)


def test_a_co_president_of_something_is_no_president(bench: Bench) -> None:
    text = "The French President spoke. The co-president of the summit is Luis Soto from Peru."
    assert "Luis Soto HOLDS_OFFICE Frankreich" not in bench.told(text, "en")


def test_a_leader_is_not_called_a_member_besides(bench: Bench) -> None:
    found = bench.triples("Conservative leader Kemi Badenoch spoke.", "en")
    assert [row[1] for row in found] == ["HOLDS_OFFICE"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("German director Tom Rau arrived.", "HOLDS_OFFICE"),
        ("It concerns the General Security Act of Germany.", "HOLDS_OFFICE"),
        ("The United Nations reported to the Security Council.", "PART_OF"),
    ],
)
def test_nothing_is_made_up_in_english(bench: Bench, text: str, relation: str) -> None:
    assert not [row for row in bench.triples(text, "en") if row[1] == relation]


@pytest.mark.parametrize(("text", "relation"), _rows(NOTHING))
def test_nothing_is_made_up(bench: Bench, text: str, relation: str) -> None:
    assert not [row for row in bench.triples(text) if row[1] == relation]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der angeklagte Hafenarzt Dimitri Krone schwieg.", "Dimitri Krone"),
        ("Das Urteil gegen die so genannte Oberland-Gruppe fiel.", "Oberland-Gruppe"),
        ("Die Stiftung Hafenrast lobte Estland.", "Stiftung Hafenrast"),
        ("Das Amtsgericht Berlin-Niederau lobte Estland.", "Amtsgericht Berlin-Niederau"),
        (
            "Das Landesamt für Fischerei, Häfen und Deiche lobte Estland.",
            "Landesamt für Fischerei, Häfen und Deiche",
        ),
        ("Die Reform-Partei lobte Estland.", "Reform UK"),
        ("Bei der Wahl siegte die Neue Demokratische Partei.", "Neue Demokratische Partei"),
        ("Bei der Wahl siegte die Demokratische Partei Sambias.", "Demokratische Partei Sambias"),
    ],
)
def test_names_have_all_their_words_and_no_more(bench: Bench, text: str, name: str) -> None:
    assert name in {entity.name for entity in bench.extract(text).entities}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Die Armee Kenias lobte Estland.", "Armee Kenias"),
        ("Laut Kölner Polizei kam Petra Hahn.", "Kölner Polizei"),
        ("Das Büro für freie Häfen der Unesco lobte Estland.", "Büro für freie Häfen"),
    ],
)
def test_bodies_keep_the_words_that_tell_whose_they_are(bench: Bench, text: str, form: str) -> None:
    assert form in {f for entity in bench.extract(text).entities for f in entity.forms}

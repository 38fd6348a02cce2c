package weir.workbench;

import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.ReadResult;

/** A made-up model about stolen bicycles. */
final class MadeUp {
  static final String BICYCLES =
      """
      id: bicycle-theft
      title: Stolen bicycles
      language: en
      version: "1"
      status: draft
      documents:
        - {id: survey, citation: "A survey of riders", year: 2024}
      steps:
        - {id: stealing, title: Stealing}
        - {id: selling, title: Selling}
      facilitators:
        - id: fence
          label: Second-hand dealer
          steps: [selling]
          printed: {selling: Dealers}
          knowing: mixed
          protected: true
          legitimate-uses: [cheap transport, repairs]
          gauges: [{measure: listings, label: on offer, low: 2.5, filters: {by: week}}]
          evidence:
            - {document: survey, at: "page 3", paraphrase: Some ask for no papers., reliability: B, credibility: 2, nature: fact}
      signals:
        - {id: prices, label: Low prices, steps: [selling], kinds: [financial, social]}
      partners:
        - id: council
          label: City council
          steps: [selling]
          sector: public
          competences: [{country: NL, power: inspect, from: "2020-01-01"}]
      barriers:
        - id: register
          label: Register of dealers
          steps: [selling]
          kind: legal
          addresses: [fence]
          owner: council
          recommendations: [keep-a-register]
          expected:
            - {of: cost, low: 10, likely: 20.5, high: 30, currency: EUR, source: the city}
            - {of: working-days, partner: council, low: 1, likely: 2, high: 3}
      relations:
        - {from: prices, kind: received-by, to: council}
      recommendations:
        - {id: keep-a-register, text: Keep a register., section: page 9, barriers: [register]}
      open-questions:
        - {id: how-many, question: How many are sold on?}
      stated-gaps:
        - {check: step-without-barrier, elements: [stealing], reason: Not yet thought of.}
      """;

  private MadeUp() {}

  static BarrierModel bicycles() {
    return read(BICYCLES);
  }

  static BarrierModel read(String yaml) {
    return switch (BarrierModels.read(yaml, "bicycles.yaml")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }
}

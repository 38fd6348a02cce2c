package weir.barrier;

/** A made-up model about stolen bicycles, sound in itself, for tests to break. */
final class Examples {
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
          knowing: mixed
          evidence:
            - {document: survey, at: "page 3", paraphrase: Some dealers do not ask for papers.}
      partners:
        - {id: council, label: City council, steps: [selling], sector: public}
      barriers:
        - id: register
          label: Register of dealers
          steps: [selling]
          kind: legal
          addresses: [fence]
          owner: council
          recommendations: [keep-a-register]
      recommendations:
        - {id: keep-a-register, text: Keep a register., section: page 9, barriers: [register]}
      """;

  private Examples() {}

  static BarrierModel bicycles() {
    return read(BICYCLES);
  }

  static BarrierModel withTitle(String title) {
    var m = bicycles();
    return new BarrierModel(
        m.id(),
        title,
        m.language(),
        m.version(),
        m.status(),
        m.reviewBy(),
        m.documents(),
        m.steps(),
        m.facilitators(),
        m.opportunities(),
        m.signals(),
        m.partners(),
        m.barriers(),
        m.relations(),
        m.recommendations(),
        m.discrepancies(),
        m.openQuestions(),
        m.statedGaps());
  }

  static BarrierModel read(String yaml) {
    return switch (BarrierModels.read(yaml, "bicycles.yaml")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }
}

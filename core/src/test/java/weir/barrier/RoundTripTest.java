package weir.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class RoundTripTest {
  static final List<String> ODD = RandomModel.ODD;

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(BarrierModels.schema(), InputFormat.JSON);

  private static BarrierModel read(String text) {
    return switch (BarrierModels.read(text, "written")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new AssertionError(refused.message() + "\n" + text);
    };
  }

  @Test
  void three_hundred_random_models_come_back_equal_from_yaml_and_json_and_fit_the_schema() {
    for (int seed = 0; seed < 300; seed++) {
      var model = RandomModel.of(seed);
      var json = BarrierModels.toJson(model);

      assertThat(read(BarrierModels.toYaml(model))).as("YAML, seed %d", seed).isEqualTo(model);
      assertThat(read(json)).as("JSON, seed %d", seed).isEqualTo(model);
      assertThat(SCHEMA.validate(json, InputFormat.JSON)).as("schema, seed %d", seed).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("ODD")
  void odd_texts_come_back_as_they_were(String text) {
    var model = Examples.withTitle(text.isBlank() ? "." + text : text);

    assertThat(read(BarrierModels.toYaml(model))).isEqualTo(model);
    assertThat(read(BarrierModels.toJson(model))).isEqualTo(model);
  }

  @Test
  void an_emoji_is_read_wherever_it_stands_in_a_document() {
    var sound = BarrierModels.toYaml(Examples.bicycles());
    for (int length = 900; length < 1100; length++) {
      var yaml = "# " + "x".repeat(length) + "🧪🧪🧪\n" + sound;

      assertThat(read(yaml)).as("%d before it", length).isEqualTo(Examples.bicycles());
    }
  }

  @Test
  void the_shipped_model_fits_the_schema_and_comes_back_equal() {
    var model = BarrierModels.shipped("darknet-drug-market");

    assertThat(SCHEMA.validate(BarrierModels.toJson(model), InputFormat.JSON)).isEmpty();
    assertThat(read(BarrierModels.toYaml(model))).isEqualTo(model);
    assertThat(read(BarrierModels.toJson(model))).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "status" : "in-review" | "status" : "nearly"        | enumeration
          "knowing" : "mixed"    | "knowing" : "perhaps"      | enumeration
          "label" : "Customs"    | "lable" : "Customs"        | lable
          "year" : 2021          | "year" : "2021"            | string found
          "credibility" : 2      | "credibility" : 7          | maximum
          "id" : "selling"       | "id" : "Selling drugs"     | pattern
          """)
  void the_schema_refuses_a_broken_model(String sound, String broken, String complaint) {
    var json = BarrierModels.toJson(BarrierModels.shipped("darknet-drug-market"));
    assertThat(json).contains(sound);

    var errors = SCHEMA.validate(json.replaceFirst(sound, broken), InputFormat.JSON);

    assertThat(errors).isNotEmpty().anySatisfy(e -> assertThat(e.getMessage()).contains(complaint));
  }

  @Test
  void a_bare_text_is_written_only_where_every_yaml_reader_takes_it_for_text() {
    var yaml = BarrierModels.toYaml(Examples.withTitle("no"));

    assertThat(yaml).contains("title: \"no\"\n").contains("language: en\n");
  }
}

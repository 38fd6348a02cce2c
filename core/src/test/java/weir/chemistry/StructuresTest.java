package weir.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;
import weir.substance.Lexicon;
import weir.substance.SubstanceNamer;

class StructuresTest {

  @Test
  void every_structure_belongs_to_a_lexicon_entry() {
    for (Structures.Entry entry : Structures.standard().entries()) {
      assertThat(Lexicon.standard().substance(entry.substance())).as(entry.substance()).isPresent();
    }
  }

  @Test
  void every_structure_is_the_one_that_its_systematic_name_states() {
    List<String> wrong = new ArrayList<>();
    for (Structures.Entry entry : Structures.standard().entries()) {
      String stated = constitution(Molecules.ofName(entry.name()));
      if (stated == null || !stated.equals(constitution(entry.smiles()))) {
        wrong.add(entry.substance() + ": " + entry.name());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void new_substances_fall_into_the_family_of_their_class() {
    List<String> elsewhere = new ArrayList<>();
    for (Structures.Entry entry : Structures.standard().entries()) {
      String path = Lexicon.standard().substance(entry.substance()).orElseThrow().substanceClass();
      if (!path.startsWith("nps/") || path.equals("nps/other")) {
        continue;
      }
      Families.Family family =
          Families.standard().of(Objects.requireNonNull(Molecules.read(entry.smiles())));
      if (family == null || !family.path().equals(path)) {
        elsewhere.add(entry.substance() + " in " + path + ": " + family);
      }
    }
    // A bicyclic amphetamine and a phenethylamine with oxygen on the chain lie outside the
    // definitions, which are kept narrow for the sake of medicines.
    assertThat(elsewhere).allMatch(s -> s.startsWith("camfetamine ") || s.startsWith("bod "));
  }

  /** Structures published by others agree with the project's own. */
  @Test
  void published_structures_agree() throws IOException {
    String data = System.getenv("WEIR_DATA");
    assumeTrue(data != null, "WEIR_DATA names no folder of published data");
    List<String> certain = new ArrayList<>();
    List<String> derived = new ArrayList<>();
    // These two names stand for other compounds there: a furanyl and a phosphonic one.
    Set<String> seen = new HashSet<>(Set.of("3-FEA", "APICA"));
    int compared = 0;
    for (String file : List.of("library.csv", "library+shulgin.csv")) {
      try (CsvReader<NamedCsvRecord> rows =
          CsvReader.builder()
              .ofNamedCsvRecord(
                  Path.of(Objects.requireNonNull(data), "lexicon-psymol-smiles", file))) {
        for (NamedCsvRecord row : rows) {
          Climb climb = SubstanceNamer.standard().climb(row.getField("name"));
          Structure structure = climb.structure();
          String theirs = constitution(row.getField("smiles"));
          if (structure == null || theirs == null || !seen.add(row.getField("name"))) {
            continue;
          }
          compared++;
          if (!theirs.equals(constitution(structure.smiles()))) {
            boolean sure = structure.certainty() == Structure.Certainty.CERTAIN;
            String line = row.getField("name") + ": " + climb.verdict() + " " + climb.rungs();
            (sure ? certain : derived).add(line);
          }
        }
      }
    }
    System.out.printf(
        "published structures: %d compared, %d differ though certain, %d differ as derived%n",
        compared, certain.size(), derived.size());
    certain.forEach(line -> System.out.println("  certain: " + line));
    derived.forEach(line -> System.out.println("  derived: " + line));
    assertThat(compared).isGreaterThan(200);
    assertThat(certain.size() / (double) compared).isLessThanOrEqualTo(0.01);
    assertThat(derived.size() / (double) compared).isLessThanOrEqualTo(0.06);
  }

  private static @Nullable String constitution(@Nullable String smiles) {
    IAtomContainer molecule = smiles == null ? null : Molecules.read(smiles);
    return molecule == null ? null : Molecules.constitution(molecule);
  }
}

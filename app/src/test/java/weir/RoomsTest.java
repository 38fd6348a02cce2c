package weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rooms and what each may use. */
class RoomsTest {

  private static final String[] CORE = {
    "weir.account..",
    "weir.archive..",
    "weir.barrier..",
    "weir.brief..",
    "weir.capture..",
    "weir.chemistry..",
    "weir.choice..",
    "weir.document..",
    "weir.drift..",
    "weir.estimate..",
    "weir.evaluation..",
    "weir.feedback..",
    "weir.listing..",
    "weir.mail..",
    "weir.masking..",
    "weir.money..",
    "weir.novelty..",
    "weir.offline..",
    "weir.pharmacy..",
    "weir.place..",
    "weir.plan..",
    "weir.post..",
    "weir.quantity..",
    "weir.row..",
    "weir.site..",
    "weir.source..",
    "weir.substance..",
    "weir.suggest..",
    "weir.table..",
    "weir.update.."
  };
  private static final String[] LAKE = {
    "weir.fill..",
    "weir.ingest..",
    "weir.lake..",
    "weir.measure..",
    "weir.signal..",
    "weir.warning.."
  };
  private static final String[] WORKBENCH = {"weir.workbench.."};
  private static final String[] APP = {
    "weir.cli..",
    "weir.event..",
    "weir.home..",
    "weir.log..",
    "weir.replay..",
    "weir.vocabulary..",
    "weir.watch..",
    "weir.web.."
  };

  private static JavaClasses weir;

  @BeforeAll
  static void read() {
    weir =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("weir");
  }

  @Test
  void the_core_uses_no_other_room() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                concat(LAKE, concat(APP, WORKBENCH, "weir.simulate.."), "weir.simulate..")));
  }

  @Test
  void the_workbench_uses_only_the_core() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(WORKBENCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(LAKE, APP, "weir.simulate..")));
  }

  @Test
  void the_core_touches_no_disk_clock_network_or_database() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.nio.file..",
                "java.net.http..",
                "java.sql..",
                "org.springframework..",
                "org.duckdb..",
                "picocli..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
  }

  @Test
  void the_lake_uses_only_the_core() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LAKE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(APP, WORKBENCH, "weir.simulate..")));
  }

  @Test
  void the_simulator_uses_no_measure_and_no_reading() {
    check(
        noClasses()
            .that()
            .resideInAPackage("weir.simulate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                concat(
                    concat(APP, WORKBENCH, "weir.measure.."), new String[0], "weir.estimate..")));
  }

  @Test
  void duckdb_stays_in_its_package() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("weir.lake.query..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb.."));
  }

  @Test
  void spring_stays_in_the_web_package() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("weir.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.."));
  }

  @Test
  void packages_form_no_cycles() {
    check(slices().matching("weir.(*)..").should().beFreeOfCycles());
  }

  @Test
  void names_say_what_a_thing_is() {
    check(
        classes()
            .that()
            .resideInAPackage("weir..")
            .should()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl"));
  }

  private static void check(ArchRule rule) {
    rule.check(weir);
  }

  private static String[] concat(String[] some, String[] more, String last) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length + 1);
    System.arraycopy(more, 0, all, some.length, more.length);
    all[all.length - 1] = last;
    return all;
  }
}

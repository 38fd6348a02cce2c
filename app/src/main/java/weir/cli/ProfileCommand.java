package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.document.Fault;
import weir.source.Profile;
import weir.source.Profiles;

/** {@code weir profile}: help in describing a source. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = "Source profiles: small YAML files that say how one source is read.",
    subcommands = {
      ProfileCommand.ListShipped.class,
      ProfileCommand.Show.class,
      ProfileCommand.Check.class,
      DriftCommand.class,
      ProfileSuggestCommand.class,
      ProfileTryCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  weir profile list",
      "  weir profile show agora > my-source.yaml   begin from one that works",
      "  weir profile suggest saved/ > my-source.yaml   begin from pages that nobody described",
      "  weir profile try --serve my-source.yaml saved/   see it on the pages, and edit it",
      "  weir profile check my-source.yaml",
      "  weir profile drift                          what pages no longer show"
    })
final class ProfileCommand extends CommandGroup {

  @Command(name = "list", mixinStandardHelpOptions = true, description = "The shipped profiles.")
  static final class ListShipped implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (String id : Profiles.shipped()) {
        Profile profile = Profiles.named(id).orElseThrow();
        out.printf("%-16s %-40s %s%n", id, profile.name(), weir.document.Words.of(profile.kind()));
      }
      out.flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints a shipped profile.")
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "A shipped profile.")
    private String name = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      String text =
          Profiles.text(name)
              .orElseThrow(() ->
                  Problem.usage(
                      "There is no shipped profile '%s'. Shipped: %s."
                          .formatted(name, String.join(", ", Profiles.shipped()))));
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Says whether profiles can be used, and every fault with its line and remedy.")
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Profiles.")
    private List<Path> files = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      boolean sound = true;
      for (Path file : files) {
        switch (Profiles.read(Files.readString(file), file.toString())) {
          case Profiles.Outcome.Sound(Profile profile) -> {
            long fields =
                profile.pages().stream()
                    .flatMap(page -> page.records().stream())
                    .mapToLong(record -> record.fields().size())
                    .sum();
            out.printf(
                "%s is sound: source '%s', %d kind%s of page, %d fields.%n",
                file,
                profile.source(),
                profile.pages().size(),
                profile.pages().size() == 1 ? "" : "s",
                fields);
          }
          case Profiles.Outcome.Faulty(List<Fault> faults) -> {
            sound = false;
            faults.forEach(out::println);
            out.printf("%s: %d fault%s.%n", file, faults.size(), faults.size() == 1 ? "" : "s");
          }
        }
      }
      out.flush();
      return sound ? Main.DONE : Main.FAILED;
    }
  }
}

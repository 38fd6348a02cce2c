package weir.cli;

import java.util.Locale;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import weir.ingest.Limit;
import weir.ingest.Limits;

/** Gives a command that reads input an option for each {@link Limit}. */
final class LimitOptions implements IModelTransformer {

  @Override
  public CommandSpec transform(CommandSpec command) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .exclusive(false)
            .heading(
                "%nLimits, so that no input can do harm (what exceeds one is refused and counted):%n");
    for (Limit limit : Limit.values()) {
      group.addArg(
          OptionSpec.builder(limit.option())
              .type(Long.class)
              .paramLabel("N")
              .description(
                  String.format(Locale.ROOT, "%s (default: %d).", limit.bounds(), limit.usual()))
              .build());
    }
    return command.addArgGroup(group.build());
  }

  /** As the options of a parsed command set them. */
  static Limits of(CommandSpec command) {
    Limits limits = Limits.USUAL;
    for (Limit limit : Limit.values()) {
      Long chosen = command.findOption(limit.option()).getValue();
      try {
        limits = chosen == null ? limits : limits.with(limit, chosen);
      } catch (IllegalArgumentException e) {
        throw Problem.usage(String.valueOf(e.getMessage()));
      }
    }
    return limits;
  }
}

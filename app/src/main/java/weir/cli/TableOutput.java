package weir.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rows in the format that {@code --format} names: mixed into each command that lists something. */
final class TableOutput {

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  private Output.Format format = Output.Format.table;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  void write(List<String> columns, List<List<@Nullable Object>> rows) {
    Output.write(command.commandLine().getOut(), format, columns, rows);
  }

  /** Whether people read it, who may be told more than the rows. */
  boolean forPeople() {
    return format == Output.Format.table;
  }
}

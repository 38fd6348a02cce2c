package weir.cli;

import picocli.CommandLine;

/** A command that only holds others: alone, it prints its help. */
abstract class CommandGroup implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public final void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

using Migrate.Cli.Commands;
using Migrate.Cli.Terminals;

return await RootCommands.RunAsync(Terminal.OfProcess(), args, CancellationToken.None);

using Nanoservices.Host.Arguments;
using Nanoservices.Host.Running;
using Nanoservices.Host.Supervising;

switch (ArgumentParser.Parse(args))
{
    case SuperviseArguments supervise:
        return await SuperviseCommand.RunAsync(supervise.Placement, supervise.Assemblies, supervise.Json, supervise.Options);
    case NanoserviceArguments nanoservice:
        return await NanoserviceCommand.RunAsync(nanoservice.Name);
    case WrongArguments wrong:
        await Console.Error.WriteLineAsync($"error: {wrong.Problem}\n{ArgumentParser.Usage}");
        return ExitCodes.WrongArguments;
    default:
        return ExitCodes.WrongArguments;
}

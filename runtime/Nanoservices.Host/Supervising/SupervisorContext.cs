using Nanoservices.Host.Output;
using Nanoservices.Host.Processes;
using Nanoservices.Host.Rosters;

namespace Nanoservices.Host.Supervising;

/// <summary>What all that supervises needs.</summary>
internal sealed record SupervisorContext(
    Roster Roster, Commands Commands, SupervisorOptions Options, ILogOutput Output, HostLog Log, Orphans Orphans, TimeProvider Time);

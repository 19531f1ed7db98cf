-- Add the sources that are new; take name and outlet of known ones, whose polling state stays as it is.
update sources
set
    name = staged.name,
    outlet_id = staged.outlet_id
from staged
where sources.source_id = staged.source_id
